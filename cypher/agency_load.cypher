// title: Agencies by the number of tasks they lead, share or join
// title_zh: 各机构任务数
// group: duties
// parameter limit: int = 50 -- at most so many rows / 最多行数
// column agency: the body's full name / 机构全称
// column leads: tasks led / 牵头
// column responsible: tasks shared without a lead / 共同负责
// column cooperates: tasks joined / 配合
// column papers: papers that say so / 文件数
MATCH (a:Agency)-[r:LEADS|COOPERATES|RESPONSIBLE_FOR]->(p:Program)
WITH a, p, r.doc AS doc,
     max(CASE type(r) WHEN 'LEADS' THEN 1 ELSE 0 END) AS led,
     max(CASE type(r) WHEN 'RESPONSIBLE_FOR' THEN 1 ELSE 0 END) AS shared,
     max(CASE type(r) WHEN 'COOPERATES' THEN 1 ELSE 0 END) AS joined
WITH a, sum(led) AS leads, sum(shared) AS responsible, sum(joined) AS cooperates, count(DISTINCT doc) AS papers
RETURN a.name AS agency, leads, responsible, cooperates, papers
ORDER BY leads DESC, responsible DESC, cooperates DESC, agency, a.id
LIMIT $limit
