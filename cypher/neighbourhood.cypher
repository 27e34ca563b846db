// title: All that is tied to one node
// title_zh: 某节点的全部关系
// group: provenance
// parameter node: string -- name, short name or id / 名称、简称或标识
// parameter limit: int = 200 -- at most so many rows / 最多行数
// column node: the node asked for / 节点
// column direction: out: from it; in: to it / 方向
// column relation: type of the relationship / 关系
// column other: the node at the other end / 另一节点
// column kind: its label / 类别
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (n)-[r]-(m)
WHERE n.name = $node OR n.id = $node OR $node IN n.short_names OR $node IN n.aliases
WITH *, r.doc AS doc
OPTIONAL MATCH (d:Document {id: doc})
RETURN n.name AS node, CASE WHEN startNode(r).id = n.id THEN 'out' ELSE 'in' END AS direction, type(r) AS relation,
       m.name AS other, labels(m)[0] AS kind, coalesce(d.title, '') AS paper, coalesce(r.evidence, '') AS quote
ORDER BY node, relation, direction, other, paper, CASE WHEN r.doc IS NULL THEN -1 ELSE r.start END, n.id, m.id
LIMIT $limit
