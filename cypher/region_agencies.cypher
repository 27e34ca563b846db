// title: Bodies of a region and their duties counted
// title_zh: 某地区的机构及其任务数
// group: regions
// parameter region: string -- name of the region or zone / 地区名称
// column agency: the body's full name / 机构全称
// column field: line of work / 工作领域
// column tasks: tasks they are in / 任务数
// column leads: tasks led / 牵头数
MATCH (a:Agency)-[:SERVES]->(g:Region)
WHERE g.name = $region OR $region IN g.aliases
OPTIONAL MATCH (a)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WITH a, count(DISTINCT p.id) AS tasks, count(DISTINCT CASE type(r) WHEN 'LEADS' THEN p.id END) AS leads
RETURN a.name AS agency, coalesce(a.field, '') AS field, tasks, leads
ORDER BY tasks DESC, leads DESC, agency, a.id
