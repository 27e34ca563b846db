// title: Pairs of agencies that share most tasks
// title_zh: 共同承担任务最多的机构对
// group: cooperation
// parameter limit: int = 30 -- at most so many rows / 最多行数
// column agency: the body's full name / 机构全称
// column partner: the other body / 另一机构
// column tasks: tasks both are in / 共同任务数
// column papers: papers that say so / 文件数
// column example: one task they share / 任务示例
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)<-[:LEADS|COOPERATES|RESPONSIBLE_FOR]-(b:Agency)
WHERE a.id < b.id
WITH a, b, count(DISTINCT p.id) AS tasks, count(DISTINCT r.doc) AS papers, min(p.name) AS example
RETURN a.name AS agency, b.name AS partner, tasks, papers, example
ORDER BY tasks DESC, papers DESC, agency, partner, a.id, b.id
LIMIT $limit
