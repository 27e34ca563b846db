// title: What became of an agency, and what it took over
// title_zh: 某机构的前身与后继
// group: change
// parameter agency: string -- full or short name / 机构全称或简称
// column agency: the body's full name / 机构全称
// column relation: later: took over its work; earlier: what it took over / later 为后继，earlier 为前身
// column other: the other body / 另一机构
// column year: year of the reform / 年份
MATCH (a:Agency)-[r:SUCCEEDS]-(b:Agency)
WHERE a.name = $agency OR $agency IN a.short_names
RETURN a.name AS agency, CASE WHEN startNode(r).id = a.id THEN 'earlier' ELSE 'later' END AS relation,
       b.name AS other, coalesce(r.year, 0) AS year
ORDER BY agency, relation, year, other, a.id, b.id
