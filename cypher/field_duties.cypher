// title: Duties of one line of work in every region
// title_zh: 某一工作领域在各地的职责
// group: duties
// parameter field: string -- line of work, such as 市场监管 / 工作领域，如市场监管
// column agency: the body's full name / 机构全称
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column task: heading as printed / 任务标题
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WHERE a.field = $field
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN a.name AS agency, type(r) AS role, p.name AS task, d.title AS paper, r.evidence AS quote
ORDER BY agency, paper, r.start, role, p.id, a.id
