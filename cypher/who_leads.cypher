// title: Who leads what
// title_zh: 谁牵头什么
// group: duties
// parameter words: string = "" -- words in the heading; empty: all / 标题中的词，空为全部
// parameter limit: int = 200 -- at most so many rows / 最多行数
// column agency: the body's full name / 机构全称
// column task: heading as printed / 任务标题
// column section: where it stands in the paper / 章节
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS]->(p:Program)
WHERE p.name CONTAINS $words
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN a.name AS agency, p.name AS task, r.section AS section, d.title AS paper, r.evidence AS quote
ORDER BY agency, paper, task, r.start, p.id
LIMIT $limit
