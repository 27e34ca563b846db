// title: Papers and tasks year by year
// title_zh: 历年文件与任务数
// group: change
// column year: year of issue, else of publication; 0: not printed / 年份
// column papers: papers read / 文件数
// column tasks: tasks / 任务数
MATCH (d:Document)
WHERE d.ingested = true
OPTIONAL MATCH (p:Program {kind: 'task'})-[:STATED_IN]->(d)
RETURN toInteger(substring(coalesce(d.issued_on, d.published_on, '0000'), 0, 4)) AS year,
       count(DISTINCT d.id) AS papers, count(DISTINCT p.id) AS tasks
ORDER BY year
