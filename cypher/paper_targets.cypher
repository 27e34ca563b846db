// title: Targets of one paper in the order of its text
// title_zh: 某文件的指标
// group: targets
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// column paper: the paper that says so / 文件标题
// column measure: the indicator as printed / 指标原称
// column op: comparison / 比较
// column value: the figure / 数值
// column unit: unit / 单位
// column year: to be met by / 年份
// column value_max: upper end of a range / 上限
// column attribute: 预期性 or 约束性 / 属性
// column task: what it measures / 衡量的任务
// column quote: the document's words that say so / 原文
MATCH (t:Target)-[s:STATED_IN]->(d:Document)
WHERE (d.doc_no = $paper OR d.title CONTAINS $paper)
OPTIONAL MATCH (t)-[:MEASURES]->(p:Program)
RETURN d.title AS paper, t.indicator AS measure, t.op AS op, t.value AS value, t.unit AS unit, t.year AS year,
       t.value_max AS value_max, t.attribute AS attribute, p.name AS task, s.evidence AS quote
ORDER BY paper, s.start, t.id, p.id
