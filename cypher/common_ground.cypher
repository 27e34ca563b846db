// title: Papers that two papers both cite
// title_zh: 两份文件的共同依据
// group: lineage
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// parameter other: string -- 文号 or words of the other's title / 另一文件的文号或标题中的词
// column ground: cited by both / 共同引用
// column number: 文号 / 文号
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
// column other_paper: the other paper / 另一文件
// column other_quote: its words / 另一文件原文
MATCH (d:Document)-[r:CITES]->(c:Document)<-[s:CITES]-(e:Document)
WHERE (d.doc_no = $paper OR d.title CONTAINS $paper) AND (e.doc_no = $other OR e.title CONTAINS $other) AND d.id <> e.id
RETURN c.title AS ground, coalesce(c.doc_no, '') AS number, d.title AS paper, r.evidence AS quote,
       e.title AS other_paper, s.evidence AS other_quote
ORDER BY ground, paper, other_paper, r.start, s.start, c.id
