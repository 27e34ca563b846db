// title: Regions compared: papers, tasks, figures
// title_zh: 各地区文件、任务、指标数
// group: regions
// column region: the region / 地区
// column papers: papers / 文件数
// column tasks: tasks / 任务数
// column targets: figures / 指标数
MATCH (d:Document)-[:APPLIES_TO]->(g:Region)
WHERE d.ingested = true
WITH DISTINCT g, d
OPTIONAL MATCH (x)-[:STATED_IN]->(d)
WITH g, count(DISTINCT d.id) AS papers, count(DISTINCT CASE WHEN x.kind = 'task' THEN x.id END) AS tasks,
     count(DISTINCT CASE WHEN x.indicator IS NOT NULL THEN x.id END) AS targets
RETURN g.name AS region, papers, tasks, targets
ORDER BY papers DESC, tasks DESC, region, g.id
