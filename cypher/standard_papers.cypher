// title: Papers that cite a standard
// title_zh: 引用某标准的文件
// group: standards
// parameter standard: string -- number or words of the title / 标准号或标题中的词
// column standard: title / 标准
// column code: number / 标准号
// column paper: the paper that says so / 文件标题
// column issued_on: date / 成文日期
// column section: where it stands in the paper / 章节
// column quote: the document's words that say so / 原文
MATCH (d:Document)-[r:CITES]->(s:Standard)
WHERE s.title CONTAINS $standard OR s.code CONTAINS $standard
RETURN s.title AS standard, coalesce(s.code, '') AS code, d.title AS paper, coalesce(d.issued_on, '') AS issued_on,
       r.section AS section, r.evidence AS quote
ORDER BY standard, code, issued_on, paper, r.start, r.`end`, s.id
