// title: The words behind one fact: how two nodes are tied
// title_zh: 某一事实的原文：两个节点如何相连
// group: provenance
// parameter source: string -- name or short name of one / 一方名称或简称
// parameter target: string -- words of the other's name / 另一方名称中的词
// column source: from / 一方
// column relation: type of the relationship / 关系
// column target: to / 另一方
// column section: where it stands in the paper / 章节
// column start: offset of the words in the text / 起
// column finish: end of the words, exclusive / 止
// column paper: the paper that says so / 文件标题
// column text_file: where the text lies / 正文文件
// column quote: the document's words that say so / 原文
MATCH (a)-[r]->(b)
WHERE (a.name = $source OR $source IN a.short_names) AND b.name CONTAINS $target
WITH *, r.doc AS doc
MATCH (d:Document {id: doc})
RETURN a.name AS source, type(r) AS relation, b.name AS target, r.section AS section, r.start AS start, r.`end` AS finish,
       d.title AS paper, coalesce(d.text_file, '') AS text_file, r.evidence AS quote
ORDER BY source, target, paper, start, finish, relation, a.id, b.id
