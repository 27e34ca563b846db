// title: Standards cited, and by how many papers
// title_zh: 引用的标准
// group: standards
// parameter words: string = "" -- words of number or title; empty: all / 标准号或标题中的词，空为全部
// column standard: title / 标准
// column code: number / 标准号
// column papers: papers that cite it / 引用文件数
// column example: one paper that cites it / 引用文件示例
// column quote: the words of one citation / 原文示例
MATCH (d:Document)-[r:CITES]->(s:Standard)
WHERE s.title CONTAINS $words OR s.code CONTAINS $words
WITH s, count(DISTINCT d.id) AS papers, min(d.title) AS example, min(r.evidence) AS quote
RETURN s.title AS standard, coalesce(s.code, '') AS code, papers, example, quote
ORDER BY papers DESC, standard, code, s.id
