// title: Figures set for the tasks of an agency
// title_zh: 某机构所负任务的指标
// group: targets
// parameter agency: string -- full or short name / 机构全称或简称
// column role: LEADS, COOPERATES or RESPONSIBLE_FOR / 职责类型
// column task: heading as printed / 任务标题
// column measure: the indicator as printed / 指标原称
// column op: comparison / 比较
// column value: the figure / 数值
// column unit: unit / 单位
// column year: to be met by / 年份
// column paper: the paper that says so / 文件标题
// column quote: the document's words that say so / 原文
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)<-[m:MEASURES]-(t:Target)
WHERE (a.name = $agency OR $agency IN a.short_names)
WITH *, m.doc AS doc
MATCH (d:Document {id: doc})
WITH DISTINCT p, t, m, d, type(r) AS role
RETURN role, p.name AS task, t.indicator AS measure, t.op AS op, t.value AS value, coalesce(t.unit, '') AS unit,
       coalesce(t.year, 0) AS year, d.title AS paper, m.evidence AS quote
ORDER BY paper, m.start, task, measure, year, value, role, t.id
