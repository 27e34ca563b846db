// title: Who cooperates where an agency leads
// title_zh: 某机构牵头时的配合单位
// group: cooperation
// parameter agency: string -- full or short name / 机构全称或简称
// column helper: the cooperating body / 配合单位
// column task: heading as printed / 任务标题
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS]->(p:Program)<-[s:COOPERATES]-(b:Agency)
WHERE (a.name = $agency OR $agency IN a.short_names) AND s.doc = r.doc
WITH *, s.doc AS doc
MATCH (d:Document {id: doc})
WITH DISTINCT b, p, d, s
RETURN b.name AS helper, p.name AS task, d.title AS paper, s.evidence AS quote
ORDER BY helper, paper, s.start, s.rank, p.id, b.id
