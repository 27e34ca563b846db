// title: Tasks of the same heading in several papers
// title_zh: 多份文件中同名的任务
// group: change
// parameter limit: int = 50 -- at most so many rows / 最多行数
// column task: heading as printed / 任务标题
// column papers: papers that set it / 文件数
// column first: date of the first / 最早日期
// column last: date of the last / 最近日期
MATCH (p:Program)-[:STATED_IN]->(d:Document)
WHERE p.kind = 'task'
WITH p.name AS task, count(DISTINCT d.id) AS papers, min(coalesce(d.issued_on, d.published_on)) AS first,
     max(coalesce(d.issued_on, d.published_on)) AS last
WHERE papers > 1
RETURN task, papers, coalesce(first, '') AS first, coalesce(last, '') AS last
ORDER BY papers DESC, task
LIMIT $limit
