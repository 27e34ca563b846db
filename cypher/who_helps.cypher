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
RETURN DISTINCT b.name AS helper, p.name AS task, d.title AS paper, s.evidence AS quote, s.start AS start, p.id AS id
ORDER BY helper, paper, start, id
