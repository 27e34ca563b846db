// title: Search names, short names and evidence by words
// title_zh: 按词查找名称、简称与原文
// group: provenance
// parameter words: string -- words to find / 要找的词
// parameter limit: int = 50 -- at most so many rows / 最多行数
// column kind: label of the node, or type of the relationship / 类别
// column name: name of the node, or of the two ends / 名称
// column quote: the words that say so; empty for a node / 原文
// column doc: id of the paper; empty for a node / 文件标识
CALL {
  MATCH (n)
  WHERE n.name CONTAINS $words OR any(s IN coalesce(n.short_names, n.aliases, []) WHERE s CONTAINS $words)
  RETURN labels(n)[0] AS kind, n.name AS name, '' AS quote, '' AS doc, 0 AS place, n.id AS id
  UNION ALL
  MATCH (a)-[r]->(b)
  WHERE r.evidence CONTAINS $words
  RETURN type(r) AS kind, a.name + ' → ' + b.name AS name, r.evidence AS quote, r.doc AS doc, 1 + r.start AS place,
         a.id + ' ' + b.id AS id
}
RETURN kind, name, quote, doc
ORDER BY place, kind, name, doc, id
LIMIT $limit
