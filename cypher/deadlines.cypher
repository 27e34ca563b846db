// title: Tasks with a deadline and who must meet it
// title_zh: 有完成时限的任务及责任机构
// group: duties
// parameter words: string = "" -- words in the heading; empty: all / 标题中的词，空为全部
// column deadline: as printed / 完成时限
// column task: heading as printed / 任务标题
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column agency: the body's full name / 机构全称
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WHERE p.deadline IS NOT NULL AND p.name CONTAINS $words
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN p.deadline AS deadline, p.name AS task, type(r) AS role, a.name AS agency, d.title AS paper,
       r.evidence AS quote
ORDER BY deadline, paper, r.start, p.id, role, agency, a.id
