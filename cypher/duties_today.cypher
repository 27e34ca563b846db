// title: Duties of an agency with those of the bodies it succeeded
// title_zh: 某机构现职责（含其承接的机构）
// group: change
// parameter agency: string -- full or short name / 机构全称或简称
// column today: the body today / 现机构
// column named: the body named in the paper / 当时机构
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column task: heading as printed / 任务标题
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[:SUCCEEDS*0..5]->(b:Agency)
WHERE (a.name = $agency OR $agency IN a.short_names)
WITH DISTINCT a, b
MATCH (b)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN a.name AS today, b.name AS named, type(r) AS role, p.name AS task, d.title AS paper, r.evidence AS quote
ORDER BY today, paper, r.start, role, named, p.id, b.id
