// title: Tasks with bodies in charge and no lead
// title_zh: 有责任单位而无牵头单位的任务
// group: gaps
// parameter words: string = "" -- words in the heading; empty: all / 标题中的词，空为全部
// parameter limit: int = 200 -- at most so many rows / 最多行数
// column task: heading as printed / 任务标题
// column bodies: bodies in charge or cooperating / 责任或配合单位
// column section: where it stands in the paper / 章节
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (p:Program)-[s:STATED_IN]->(d:Document)
WHERE p.kind = 'task' AND p.name CONTAINS $words AND NOT EXISTS { (:Agency)-[:LEADS]->(p) }
MATCH (a:Agency)-[r:COOPERATES|RESPONSIBLE_FOR]->(p)
WITH p, d, s, count(DISTINCT a.id) AS bodies, min(r.evidence) AS quote
RETURN p.name AS task, bodies, s.section AS section, d.title AS paper, quote
ORDER BY paper, s.start, p.id
LIMIT $limit
