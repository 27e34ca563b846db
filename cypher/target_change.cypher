// title: How the figures of an indicator moved from paper to paper
// title_zh: 某指标历次目标值的变化
// group: change
// parameter indicator: string -- words of the indicator / 指标中的词
// column region: whose figure / 地区
// column measure: shared indicator / 指标
// column issued_on: date of the paper / 成文日期
// column op: comparison / 比较
// column value: the figure / 数值
// column unit: unit / 单位
// column year: to be met by / 年份
// column baseline: figure of the base year / 基期值
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (i:Indicator)<-[:QUANTIFIES]-(t:Target)-[s:STATED_IN]->(d:Document)
WHERE i.name CONTAINS $indicator
OPTIONAL MATCH (t)-[:APPLIES_TO]->(g:Region)
RETURN coalesce(g.name, '') AS region, i.name AS measure, coalesce(d.issued_on, d.published_on, '') AS issued_on,
       t.op AS op, t.value AS value, coalesce(t.unit, '') AS unit, coalesce(t.year, 0) AS year,
       t.baseline AS baseline, d.title AS paper, s.evidence AS quote
ORDER BY region, measure, issued_on, year, value, paper, s.start, t.id
