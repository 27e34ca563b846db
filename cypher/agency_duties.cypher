// title: All duties of one agency
// title_zh: 某机构的全部职责
// group: duties
// parameter agency: string -- full or short name / 机构全称或简称
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column task: heading as printed / 任务标题
// column section: where it stands in the paper / 章节
// column surface: the body as printed / 原称
// column rank: place in its list, from 1 / 次序
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WHERE (a.name = $agency OR $agency IN a.short_names)
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN type(r) AS role, p.name AS task, r.section AS section, r.surface AS surface, r.rank AS rank,
       d.title AS paper, r.evidence AS quote
ORDER BY paper, r.start, role, rank, p.id, a.id
