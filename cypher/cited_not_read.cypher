// title: Papers cited and not read
// title_zh: 被引用而未读入的文件
// group: lineage
// parameter limit: int = 100 -- at most so many rows / 最多行数
// column cited: title / 标题
// column number: 文号 / 文号
// column papers: papers that cite it / 引用文件数
// column example: one paper that cites it / 引用文件示例
MATCH (d:Document)-[:CITES]->(c:Document)
WHERE coalesce(c.ingested, false) = false
WITH c, count(DISTINCT d.id) AS papers, min(d.title) AS example
RETURN c.title AS cited, coalesce(c.doc_no, '') AS number, papers, example
ORDER BY papers DESC, cited, c.id
LIMIT $limit
