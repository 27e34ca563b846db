"""What a careful reader would send back: tasks nobody leads, figures without year or at odds, bodies long merged."""

from __future__ import annotations

from kg.model import Edge, Graph
from kg.reports.figures import figures
from kg.reports.gaps_figures import figures_table
from kg.reports.gaps_outdated import cited_table, names_table
from kg.reports.report import Cell, Column, Report, Row, Table, Words, counted_row, paper_titles
from kg.reports.select import Links, Selection, select

_TASK_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("task", "任务", "Task"), Column("path", "位置", "Place"),
    Column("bodies", "机构", "Bodies"), Column("paper", "文件", "Paper", brief=False),
    Column("lines", "原文处", "Places", "count"),
)
_SUMMARY_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("count", "条数", "Findings", "count"),
    Column("papers", "涉及文件", "Papers", "count"),
)


def gaps(graph: Graph, *, region: str | None = None, year: int | None = None) -> Report:
    """Gaps and contradictions in the papers of a region and year (all, where not given), one table a kind.

    Raises `QueryError` when there is no such paper.
    """
    chosen = select(graph, region=region, year=year)
    links = chosen.links
    papers = set(chosen.papers)
    found = [f for f in figures(graph, links) if f.paper in papers]
    tables = (_tasks_table(chosen, links), figures_table(graph, links, found), names_table(graph, links, chosen),
              cited_table(graph, links, papers))
    return Report("gaps", Words("缺漏与矛盾", "Gaps and contradictions"), (_summary(tables), *tables), (), _NOTES,
                  paper_titles(graph))


_NOTES = (
    Words("“未写明机构”只查写明了机构的文件；全文不写机构的文件不逐项列出。",
          "A task counts as lacking a body only in papers that name bodies at all."),
    Words("“共同负责、无牵头”是许多文件的通行写法，“只列于总目标”亦然：它们是提示，不是差错。",
          "That several answer jointly, or a figure stands among the aims only, is common usage: a hint, no error."),
    Words("撤并年份按机构改革的通行做法推断，个别地方保留原机构，以当地机构编制为准。",
          "Years of mergers follow the reform as carried out in most places; some kept a body: check the local one."),
)


def _summary(tables: tuple[Table, ...]) -> Table:
    """How many findings of each kind, in how many papers."""
    rows = []
    for table in tables:
        places = {c.key: i for i, c in enumerate(table.columns)}
        kinds: dict[str, list[Row]] = {}
        for row in table.rows:
            kind = str(row[places["problem"]].value) if "problem" in places else table.title.zh
            kinds.setdefault(kind, []).append(row)
        for kind, found in kinds.items():
            said = tuple(e for row in found for e in row[-1].evidence)
            papers = {row[places["paper"]].value for row in found}
            rows.append((Cell(kind), Cell(len(found), said), Cell(len(papers), said)))
    return Table("summary", Words("汇总", "Summary"), _SUMMARY_COLUMNS, tuple(rows))


def _tasks_table(chosen: Selection, links: Links) -> Table:
    graph = chosen.graph
    duties: dict[str, dict[str, list[Edge]]] = {}
    for duty in chosen.duties:
        duties.setdefault(duty.task, {}).setdefault(duty.role, []).append(duty.edge)
    telling = {chosen.paper_of[t] for t in duties}
    parents = {e.target for e in links.of("PART_OF") if e.source in chosen.paper_of}
    rows = []
    for task in chosen.tasks:
        if chosen.paper_of[task] in telling and (problem := _task_problem(duties.get(task, {}), task in parents)):
            node, roles = graph.nodes[task], duties.get(task, {})
            said = [e for edges in roles.values() for e in edges] or links.out("STATED_IN", task)
            shown = roles["lead"] if problem == "两个以上牵头" else [e for edges in roles.values() for e in edges]
            bodies = "、".join(dict.fromkeys(graph.nodes[e.source].name for e in shown))
            rows.append(counted_row(problem, node.name, node.properties.get("path"), bodies or None,
                             graph.nodes[chosen.paper_of[task]].name, lines=said))
    rows.sort(key=lambda r: (_PROBLEMS.index(str(r[0].value)), str(r[4].value), str(r[2].value)))
    return Table("tasks", Words("任务缺牵头或多头牵头", "Tasks without a lead, or with several"), _TASK_COLUMNS,
                 tuple(rows))


_PROBLEMS = ("两个以上牵头", "只有配合", "未写明机构", "共同负责、无牵头")


def _task_problem(roles: dict[str, list[Edge]], has_parts: bool) -> str | None:
    leads = {e.source for e in roles.get("lead", ())}
    if not roles:
        return None if has_parts else "未写明机构"
    if len(leads) > 1:
        return "两个以上牵头"
    if not leads and "joint" not in roles:
        return "只有配合"
    several = len({e.source for e in roles.get("joint", ())}) > 1
    return "共同负责、无牵头" if not leads and several else None
