// title: Tasks that two agencies share, with the words for each
// title_zh: 两个机构的共同任务
// group: cooperation
// parameter agency: string -- full or short name / 机构全称或简称
// parameter partner: string -- full or short name of the other / 另一机构的全称或简称
// column task: heading as printed / 任务标题
// column role: role of the first / 前者职责
// column partner_role: role of the second / 后者职责
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
// column partner_quote: the words that name the second / 后者原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)<-[s:LEADS|COOPERATES|RESPONSIBLE_FOR]-(b:Agency)
WHERE (a.name = $agency OR $agency IN a.short_names) AND (b.name = $partner OR $partner IN b.short_names) AND a.id <> b.id AND s.doc = r.doc
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN p.name AS task, type(r) AS role, type(s) AS partner_role, d.title AS paper, r.evidence AS quote,
       s.evidence AS partner_quote
ORDER BY paper, r.start, s.start, role, partner_role, p.id, a.id, b.id
