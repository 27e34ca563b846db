"""What a careful reader would send back: tasks nobody leads, figures without year or at odds, bodies long merged."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Edge, Graph
from kg.reports.figures import Figure, figures, region_name
from kg.reports.report import Cell, Column, Report, Row, Table, Value, Words, paper_titles
from kg.reports.select import ROLES, Links, Selection, paper_year, select

_TASK_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("task", "任务", "Task"), Column("path", "位置", "Place"),
    Column("bodies", "机构", "Bodies"), Column("paper", "文件", "Paper", brief=False),
    Column("lines", "原文处", "Places", "count"),
)
_FIGURE_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("indicator", "指标", "Indicator"),
    Column("region", "地区", "Region"),
    Column("said", "数值", "Figures"), Column("paper", "文件", "Paper", brief=False),
    Column("lines", "原文处", "Places", "count"),
)
_NAME_COLUMNS = (
    Column("body", "机构", "Body"), Column("year", "撤并年份", "Merged in", "count"),
    Column("heir", "承接机构", "Taken over by"),
    Column("paper", "文件", "Paper"), Column("issued", "发文年", "Issued", "count"),
    Column("lines", "原文处", "Places", "count"),
)
_CITED_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("cited", "所引", "Cited"), Column("newer", "现行或后出", "Newer"),
    Column("paper", "文件", "Paper"), Column("lines", "原文处", "Places", "count"),
)
_FIGURE_NOTE = Words("“只列于总目标”：指标写在总体目标中，未落到写明机构的任务。",
                     "只列于总目标: among the paper's aims, in no task that names a body.")
_STANDARD = re.compile(r"^(?P<number>.+?)\s*[—–-]\s*(?P<year>(?:19|20)\d\d)$")


def gaps(graph: Graph, *, region: str | None = None, year: int | None = None) -> Report:
    """Gaps and contradictions in the papers of a region and year (all, where not given), one table a kind.

    Raises `QueryError` when there is no such paper.
    """
    links = Links(graph)
    chosen = select(graph, region=region, year=year)
    papers = set(chosen.papers)
    found = [f for f in figures(graph, links) if f.paper in papers]
    tables = (_tasks_table(chosen, links), _figures_table(graph, links, found), _names_table(graph, links, chosen),
              _cited_table(graph, links, papers))
    counted = [Words(f"{t.title.zh}：{len(t.rows)} 条", f"{t.title.en}: {len(t.rows)}") for t in tables]
    return Report("gaps", Words("缺漏与矛盾", "Gaps and contradictions"), tables, (), (*counted, _NOTE),
                  paper_titles(graph))


_NOTE = Words("“未写明机构”只查文件中写明了机构的任务所在层级；全文不写机构的文件不逐项列出。",
              "A task counts as lacking a body only in papers that name bodies at all.")


def _row(*values: Value, lines: Iterable[Edge]) -> Row:
    """A row whose last cell counts its lines and leads to them."""
    said = tuple(lines)
    places = {(e.properties.get("doc"), e.properties.get("start")) for e in said}
    return (*(Cell(v) for v in values), Cell(len(places), said))


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
            bodies = "、".join(dict.fromkeys(graph.nodes[e.source].name for edges in roles.values() for e in edges))
            rows.append(_row(problem, node.name, node.properties.get("path"), bodies or None,
                             graph.nodes[chosen.paper_of[task]].name, lines=said))
    rows.sort(key=lambda r: (_PROBLEMS.index(str(r[0].value)), str(r[4].value), str(r[2].value)))
    return Table("tasks", Words("任务缺牵头或多头牵头", "Tasks without a lead, or with several"), _TASK_COLUMNS,
                 tuple(rows))


_PROBLEMS = ("未写明机构", "两个以上牵头", "只有配合", "共同负责、无牵头")


def _task_problem(roles: dict[str, list[Edge]], has_parts: bool) -> str | None:
    leads = {e.source for e in roles.get("lead", ())}
    if not roles:
        return None if has_parts else _PROBLEMS[0]
    if len(leads) > 1:
        return _PROBLEMS[1]
    if not leads and "joint" not in roles:
        return _PROBLEMS[2]
    several = len({e.source for e in roles.get("joint", ())}) > 1
    return _PROBLEMS[3] if not leads and several else None


def _figures_table(graph: Graph, links: Links, found: list[Figure]) -> Table:
    rows = [_figure_row(graph, "同一文件两个数值", same) for same in _contradictions(found)]
    held = {e.target for t in ROLES for e in links.of(t)}
    bare = [f for f in found if links.first("MEASURES", f.node.id) not in held]
    rows += [_figure_row(graph, "任务未写明机构", [f]) for f in bare if not _in_plan(graph, links, f)]
    rows += [_figure_row(graph, "未写明年份", [f]) for f in found if f.year is None]
    rows += [_figure_row(graph, "只列于总目标", [f]) for f in bare if _in_plan(graph, links, f)]
    return Table("figures", Words("指标缺年份、缺机构、自相矛盾", "Figures without year or body, or at odds"),
                 _FIGURE_COLUMNS, tuple(rows), _FIGURE_NOTE)


def _in_plan(graph: Graph, links: Links, figure: Figure) -> bool:
    """The figure stands among the paper's own aims, not in a task."""
    measured = links.first("MEASURES", figure.node.id)
    return measured is None or graph.nodes[measured].properties.get("kind") == "plan"


def _contradictions(found: list[Figure]) -> list[list[Figure]]:
    """Figures of one paper for one indicator as printed, with one year and unit, that differ."""
    sets: dict[tuple[object, ...], list[Figure]] = {}
    for f in found:
        p = f.node.properties
        sets.setdefault((f.paper, p["indicator"], f.year, p.get("unit")), []).append(f)
    return [same for same in sets.values() if len({f.said() for f in same}) > 1]


def _figure_row(graph: Graph, problem: str, same: list[Figure]) -> Row:
    said = "；".join(dict.fromkeys(f.said() for f in same))
    return _row(problem, same[0].node.properties["indicator"], region_name(graph, same[0].region), said,
                graph.nodes[same[0].paper].name, lines=[f.evidence for f in same])


def _names_table(graph: Graph, links: Links, chosen: Selection) -> Table:
    """Bodies named in a paper issued after the year in which another took over their work."""
    lines: dict[tuple[str, str], list[Edge]] = {}
    for duty in chosen.duties:
        lines.setdefault((duty.agency, chosen.paper_of[duty.task]), []).append(duty.edge)
    rows = []
    for (body, paper), said in sorted(lines.items()):
        heirs = links.into("SUCCEEDS", body)
        since = min((e.properties["year"] for e in heirs if "year" in e.properties), default=None)
        issued = paper_year(graph.nodes[paper])
        if since is not None and issued is not None and issued > since:
            names = "、".join(graph.nodes[e.source].name for e in heirs)
            rows.append(_row(graph.nodes[body].name, since, names, graph.nodes[paper].name, issued, lines=said))
    return Table("names", Words("文件发布时已撤并的机构", "Bodies that no longer existed"), _NAME_COLUMNS, tuple(rows))


def _cited_table(graph: Graph, links: Links, papers: set[str]) -> Table:
    rows = [*_old_standards(graph, links, papers), *_repealed(graph, links, papers)]
    return Table("cited", Words("引用已废止文件或旧版标准", "Repealed papers and old standards cited"), _CITED_COLUMNS,
                 tuple(rows), Words("只与图谱内的文件和标准相比。", "As far as this graph knows newer ones."))


def _old_standards(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    editions: dict[str, dict[int, str]] = {}
    for node in graph.of_label("Standard"):
        if match := _STANDARD.match(str(node.properties.get("code", ""))):
            editions.setdefault(match["number"], {})[int(match["year"])] = node.id
    rows = []
    for years in (editions[number] for number in sorted(editions)):
        newest = years[max(years)]
        for id_ in (years[y] for y in sorted(years) if years[y] != newest):
            for edge in (e for e in links.into("CITES", id_) if e.source in papers):
                code = str(graph.nodes[newest].properties["code"])
                rows.append(_row("旧版标准", graph.nodes[id_].properties["code"], code, graph.nodes[edge.source].name,
                                 lines=[edge]))
    return rows


def _repealed(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    rows = []
    for end in (e for e in links.of("CITES") if e.properties.get("relation") == "repeals"):
        since = paper_year(graph.nodes[end.source])
        for edge in links.into("CITES", end.target):
            issued = paper_year(graph.nodes[edge.source])
            later = since is not None and issued is not None and issued >= since
            if later and edge.source in papers and edge.properties.get("relation") != "repeals":
                rows.append(_row("已废止", graph.nodes[end.target].name, graph.nodes[end.source].name,
                                 graph.nodes[edge.source].name, lines=[edge, end]))
    return rows
