// title: Papers that name a region
// title_zh: 提及某地区的文件
// group: regions
// parameter region: string -- name of the region or zone / 地区名称
// column place: the region / 地区
// column paper: the paper that says so / 文件标题
// column section: where it stands in the paper / 章节
// column quote: the document's words that say so / 原文
MATCH (d:Document)-[r:MENTIONS]->(g:Region)
WHERE g.name = $region OR $region IN g.aliases
RETURN g.name AS place, d.title AS paper, r.section AS section, r.evidence AS quote
ORDER BY place, paper, r.start, r.`end`, g.id
