// title: With whom an agency works, and how often
// title_zh: 某机构的合作对象
// group: cooperation
// parameter agency: string -- full or short name / 机构全称或简称
// parameter limit: int = 50 -- at most so many rows / 最多行数
// column partner: the other body / 合作机构
// column role: role of the agency asked for / 本机构职责
// column partner_role: role of the partner / 对方职责
// column tasks: tasks both are in / 共同任务数
// column example: one task they share / 任务示例
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)<-[s:LEADS|COOPERATES|RESPONSIBLE_FOR]-(b:Agency)
WHERE (a.name = $agency OR $agency IN a.short_names) AND a.id <> b.id
WITH b, type(r) AS role, type(s) AS partner_role, count(DISTINCT p.id) AS tasks, min(p.name) AS example
RETURN b.name AS partner, role, partner_role, tasks, example
ORDER BY tasks DESC, partner, role, partner_role, b.id
LIMIT $limit
