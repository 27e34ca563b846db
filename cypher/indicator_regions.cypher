// title: Targets of one indicator across regions
// title_zh: 某指标在各地的目标值
// group: targets
// parameter indicator: string -- words of the indicator / 指标中的词
// column region: whose figure / 地区
// column measure: the indicator as printed / 指标原称
// column op: comparison / 比较
// column value: the figure / 数值
// column unit: unit / 单位
// column year: to be met by / 年份
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (t:Target)-[s:STATED_IN]->(d:Document)
OPTIONAL MATCH (t)-[:QUANTIFIES]->(i:Indicator)
OPTIONAL MATCH (t)-[:APPLIES_TO]->(g:Region)
WITH t, s, d, i, g
WHERE t.indicator CONTAINS $indicator OR i.name CONTAINS $indicator
RETURN coalesce(g.name, '') AS region, t.indicator AS measure, t.op AS op, t.value AS value,
       coalesce(t.unit, '') AS unit, coalesce(t.year, 0) AS year, d.title AS paper, s.evidence AS quote
ORDER BY measure, year, region, value, paper, s.start, t.id
