// title: Papers most cited
// title_zh: 被引最多的文件
// group: lineage
// parameter limit: int = 30 -- at most so many rows / 最多行数
// column cited: title / 标题
// column number: 文号 / 文号
// column papers: papers that cite it / 引用文件数
// column times: citations / 引用次数
// column read: whether it was read itself / 是否已读入
MATCH (d:Document)-[r:CITES]->(c:Document)
WITH c, count(DISTINCT d.id) AS papers, count(r) AS times
RETURN c.title AS cited, coalesce(c.doc_no, '') AS number, papers, times, coalesce(c.ingested, false) AS read
ORDER BY papers DESC, times DESC, cited, c.id
LIMIT $limit
