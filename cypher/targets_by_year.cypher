// title: Targets by year and unit
// title_zh: 按年份和单位列出指标
// group: targets
// parameter year: int = 0 -- year to be met by; 0: all / 年份，0 为全部
// parameter unit: string = "" -- unit; empty: all / 单位，空为全部
// column year: to be met by / 年份
// column unit: unit / 单位
// column measure: the indicator as printed / 指标原称
// column op: comparison / 比较
// column value: the figure / 数值
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (t:Target)-[s:STATED_IN]->(d:Document)
WHERE ($year = 0 OR t.year = $year) AND ($unit = '' OR t.unit = $unit)
RETURN coalesce(t.year, 0) AS year, coalesce(t.unit, '') AS unit, t.indicator AS measure, t.op AS op,
       t.value AS value, d.title AS paper, s.evidence AS quote
ORDER BY year, unit, measure, value, paper, s.start, t.id
