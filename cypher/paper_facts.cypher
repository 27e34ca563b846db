// title: All facts of a paper in the order of its text
// title_zh: 某文件陈述的全部事实
// group: provenance
// parameter paper: string -- 文号 or words of the title / 文号或标题中的词
// parameter limit: int = 500 -- at most so many rows / 最多行数
// column start: offset of the words in the text / 起
// column finish: end of the words, exclusive / 止
// column source: from / 起点
// column relation: type of the relationship / 关系
// column target: to / 终点
// column section: where it stands in the paper / 章节
// column rule: which rule said so / 规则
// column quote: the document's words that say so / 原文
MATCH (d:Document)
WHERE d.ingested = true AND (d.doc_no = $paper OR d.title CONTAINS $paper)
MATCH (a)-[r]->(b)
WHERE r.doc = d.id
RETURN r.start AS start, r.`end` AS finish, a.name AS source, type(r) AS relation, b.name AS target, r.section AS section,
       r.rule AS rule, r.evidence AS quote
ORDER BY d.id, start, finish, relation, a.id, b.id
LIMIT $limit
