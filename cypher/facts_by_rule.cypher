// title: How many facts each rule stated, with one example
// title_zh: 各规则陈述的事实数
// group: provenance
// column rule: component and pattern / 规则
// column relation: type of the relationship / 关系
// column facts: facts / 事实数
// column papers: papers / 文件数
// column quote: the words of one / 原文示例
MATCH (a)-[r]->(b)
WHERE r.rule IS NOT NULL
RETURN r.rule AS rule, type(r) AS relation, count(r) AS facts, count(DISTINCT r.doc) AS papers, min(r.evidence) AS quote
ORDER BY rule, relation
