// title: Bodies that both lead and cooperate in one task
// title_zh: 同一任务中既牵头又配合的机构
// group: gaps
// column agency: the body's full name / 机构全称
// column task: heading as printed / 任务标题
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
// column other_quote: the words for the other role / 另一处原文
MATCH (a:Agency)-[r:LEADS]->(p:Program)<-[s:COOPERATES]-(a)
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN a.name AS agency, p.name AS task, d.title AS paper, r.evidence AS quote, s.evidence AS other_quote
ORDER BY agency, paper, r.start, s.start, p.id, a.id
