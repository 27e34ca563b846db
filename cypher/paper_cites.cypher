// title: What a paper cites
// title_zh: 某文件引用了什么
// group: lineage
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// column paper: the paper that says so / 文件标题
// column relation: basis, implements, forwards, amends, repeals or mention / 关系
// column cited: paper or standard cited / 被引
// column number: 文号 or standard number / 文号或标准号
// column kind: Document or Standard / 类别
// column quote: the document's words that say so / 原文
MATCH (d:Document)-[r:CITES]->(c)
WHERE (d.doc_no = $paper OR d.title CONTAINS $paper)
RETURN d.title AS paper, r.relation AS relation, c.title AS cited, coalesce(c.doc_no, c.code, '') AS number,
       labels(c)[0] AS kind, r.evidence AS quote
ORDER BY paper, r.start, r.`end`, cited, c.id
