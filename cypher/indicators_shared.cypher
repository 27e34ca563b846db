// title: Indicators that several papers set, with the spread of their figures
// title_zh: 多份文件共有的指标
// group: targets
// parameter limit: int = 50 -- at most so many rows / 最多行数
// column measure: shared indicator / 指标
// column unit: unit / 单位
// column papers: papers that set it / 文件数
// column lowest: lowest figure / 最低值
// column highest: highest figure / 最高值
MATCH (i:Indicator)<-[:QUANTIFIES]-(t:Target)-[:STATED_IN]->(d:Document)
WITH i, count(DISTINCT d.id) AS papers, min(t.value) AS lowest, max(t.value) AS highest
WHERE papers > 1
RETURN i.name AS measure, coalesce(i.unit, '') AS unit, papers, lowest, highest
ORDER BY papers DESC, measure, unit, i.id
LIMIT $limit
