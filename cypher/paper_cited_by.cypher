// title: Who cites a paper
// title_zh: 某文件被谁引用
// group: lineage
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// column cited: the paper asked for / 被引文件
// column citing: the paper that cites it / 引用文件
// column relation: basis, implements, forwards, amends, repeals or mention / 关系
// column issued_on: date of the citing paper / 成文日期
// column quote: the document's words that say so / 原文
MATCH (d:Document)-[r:CITES]->(c:Document)
WHERE c.doc_no = $paper OR c.title CONTAINS $paper
RETURN c.title AS cited, d.title AS citing, r.relation AS relation, coalesce(d.issued_on, '') AS issued_on,
       r.evidence AS quote
ORDER BY cited, issued_on, citing, r.start, r.`end`, c.id, d.id
