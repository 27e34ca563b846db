// title: Papers of a region by year, its counties and zones included
// title_zh: 某地区历年文件（含下辖地区）
// group: regions
// parameter region: string -- name of the region or zone / 地区名称
// column year: year of issue, else of publication; 0: not printed / 年份
// column place: the region / 地区
// column paper: the paper that says so / 文件标题
// column number: 文号 / 文号
// column kind: kind of paper / 文种
// column issuer: who issued it / 发文机关
MATCH (d:Document)-[:APPLIES_TO]->(g:Region)-[:PART_OF*0..4]->(top:Region)
WHERE top.name = $region OR $region IN top.aliases
OPTIONAL MATCH (a:Agency)-[:ISSUES]->(d)
WITH DISTINCT d, g, a
RETURN toInteger(substring(coalesce(d.issued_on, d.published_on, '0000'), 0, 4)) AS year, g.name AS place,
       d.title AS paper, coalesce(d.doc_no, '') AS number, coalesce(d.doc_type, '') AS kind,
       coalesce(a.name, '') AS issuer
ORDER BY year, place, paper, issuer, d.id
