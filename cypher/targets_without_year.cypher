// title: Figures without a year
// title_zh: 未写明年份的指标
// group: gaps
// column measure: the indicator as printed / 指标原称
// column op: comparison / 比较
// column value: the figure / 数值
// column unit: unit / 单位
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (t:Target)-[s:STATED_IN]->(d:Document)
WHERE t.year IS NULL
RETURN t.indicator AS measure, t.op AS op, t.value AS value, coalesce(t.unit, '') AS unit, d.title AS paper,
       s.evidence AS quote
ORDER BY paper, s.start, t.id
