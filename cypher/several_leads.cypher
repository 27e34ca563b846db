// title: Tasks with several leads
// title_zh: 多头牵头的任务
// group: gaps
// column task: heading as printed / 任务标题
// column leads: bodies that lead / 牵头单位
// column names: their names, one under another / 牵头单位名称
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS]->(p:Program)
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
WITH p, d, a.name AS name, min(r.evidence) AS quote ORDER BY p.id, d.id, name
WITH p, d, collect(name) AS names, min(quote) AS quote
WHERE size(names) > 1
RETURN p.name AS task, size(names) AS leads, names, d.title AS paper, quote
ORDER BY leads DESC, paper, task, p.id
