// title: Bodies in charge of a task, with their roles
// title_zh: 某任务的责任机构
// group: duties
// parameter words: string -- words in the heading / 标题中的词
// column task: heading as printed / 任务标题
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column agency: the body's full name / 机构全称
// column surface: the body as printed / 原称
// column rank: place in its list, from 1 / 次序
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WHERE p.name CONTAINS $words
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN p.name AS task, type(r) AS role, a.name AS agency, r.surface AS surface, r.rank AS rank,
       d.title AS paper, r.evidence AS quote
ORDER BY paper, r.start, p.id, CASE type(r) WHEN 'LEADS' THEN 0 WHEN 'RESPONSIBLE_FOR' THEN 1 ELSE 2 END, rank, agency, a.id
