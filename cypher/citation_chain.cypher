// title: What a paper rests on, step by step up to three steps
// title_zh: 某文件的依据链（至多三步）
// group: lineage
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// column steps: steps away / 步数
// column ground: a paper it rests on / 依据文件
// column number: 文号 / 文号
// column via: the paper that cites it there / 经由文件
// column quote: the document's words that say so / 原文
MATCH (d:Document)-[:CITES*0..2]->(v:Document)-[r:CITES]->(c:Document)
WHERE (d.doc_no = $paper OR d.title CONTAINS $paper) AND d.ingested = true AND d.id <> c.id
MATCH path = shortestPath((d)-[:CITES*1..3]->(c))
WITH DISTINCT length(path) AS steps, c, v, r
RETURN steps, c.title AS ground, coalesce(c.doc_no, '') AS number, v.title AS via, r.evidence AS quote
ORDER BY steps, ground, via, r.start, r.`end`, c.id, v.id
