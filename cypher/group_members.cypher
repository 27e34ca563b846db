// title: Members of leading groups and collectives
// title_zh: 领导小组与合称的成员
// group: cooperation
// parameter words: string = "" -- words of the group's name; empty: all / 组名中的词，空为全部
// column group: the group / 组名
// column member: a member / 成员
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (m:Agency)-[r:MEMBER_OF]->(g:Agency)
WHERE g.name CONTAINS $words
WITH *, r.doc AS doc
OPTIONAL MATCH (d:Document {id: doc})
RETURN g.name AS group, m.name AS member, coalesce(d.title, '') AS paper, coalesce(r.evidence, '') AS quote
ORDER BY group, member, paper, CASE WHEN r.doc IS NULL THEN -1 ELSE r.start END, g.id, m.id
