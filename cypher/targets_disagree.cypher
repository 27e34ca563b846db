// title: Figures of one indicator, region and year that differ between papers
// title_zh: 不同文件中同地同年同指标而数值不一
// group: gaps
// column measure: shared indicator / 指标
// column region: whose figure / 地区
// column year: to be met by / 年份
// column value: one figure / 数值
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
// column other_value: the other figure / 另一数值
// column other_paper: the other paper / 另一文件
// column other_quote: its words / 另一文件原文
MATCH (i:Indicator)<-[:QUANTIFIES]-(t:Target)-[:APPLIES_TO]->(g:Region)<-[:APPLIES_TO]-(u:Target)-[:QUANTIFIES]->(i)
WHERE t.id < u.id AND t.year = u.year AND t.value <> u.value AND t.op = u.op
MATCH (t)-[r:STATED_IN]->(d:Document)
MATCH (u)-[s:STATED_IN]->(e:Document)
WHERE d.id <> e.id
RETURN i.name AS measure, g.name AS region, t.year AS year, t.value AS value, d.title AS paper, r.evidence AS quote,
       u.value AS other_value, e.title AS other_paper, s.evidence AS other_quote
ORDER BY measure, region, year, paper, r.start, other_paper, s.start, t.id, u.id
