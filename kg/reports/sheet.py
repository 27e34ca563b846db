"""任务分解表: the sheet that an office hands out, for one body or for all."""

from __future__ import annotations

from kg.errors import QueryError
from kg.model import Edge, Graph
from kg.reports.figures import Figure, figures
from kg.reports.report import Cell, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import ROLE_NAMES, Duty, Links, Selection, paper_year, select

_COLUMNS = (
    Column("number", "序号", "No.", "count"), Column("body", "机构", "Body", brief=False),
    Column("role", "角色", "Role"),
    Column("task", "任务", "Task"), Column("lead", "牵头", "Lead"), Column("joint", "共同负责", "Jointly"),
    Column("cooperate", "配合", "Cooperating"), Column("figures", "指标", "Figures"),
    Column("deadline", "完成时限", "Deadline"), Column("paper", "文件", "Source"), Column("path", "位置", "Place"),
)
_ALL = Words("列出全部任务；序号连到责任原文。", "All tasks; the number leads to the line of duty.")


def sheet(graph: Graph, *, agency: str | None = None, region: str | None = None, year: int | None = None) -> Report:
    """One row a task, in the order of the papers: role, lead, partners (as printed), figures, deadline, source.

    `agency` (official or printed name) keeps its own tasks and tells its role. Raises `QueryError` where no body of
    that name has a duty.
    """
    chosen = select(graph, region=region, year=year)
    links = chosen.links
    by_task: dict[str, list[Duty]] = {}
    for duty in chosen.duties:
        by_task.setdefault(duty.task, []).append(duty)
    mine = _named(graph, chosen, agency) if agency else None
    aims: dict[str, list[Figure]] = {}
    for figure in figures(graph, links):
        aims.setdefault(links.first("MEASURES", figure.node.id) or "", []).append(figure)
    tasks = [t for t in _ordered(chosen, links) if mine is None or any(d.agency in mine for d in by_task.get(t, ()))]
    rows = [_row(chosen, number, task, by_task.get(task, []), aims.get(task, []), mine, links)
            for number, task in enumerate(tasks, 1)]
    note = Words(f"{agency} 的任务。", f"Tasks of {agency}.") if agency else _ALL
    columns = tuple(c for c in _COLUMNS if agency or c.key not in ("body", "role"))
    table = Table("tasks", Words("任务分解表", "Sheet of duties"), columns,
                  tuple(tuple(c for c, column in zip(row, _COLUMNS, strict=True) if column in columns) for row in rows))
    return Report("sheet", Words("任务分解表", "Sheet of duties"), (table,), (), (note,), paper_titles(graph))


def _named(graph: Graph, chosen: Selection, agency: str) -> set[str]:
    bodies = (graph.nodes[i] for i in {d.agency for d in chosen.duties})
    found = {b.id for b in bodies if agency == b.name or agency in b.properties.get("short_names", ())}
    if not found:
        raise QueryError(f"no duty of {agency} in these papers; kg report workload lists the bodies that have some")
    return found


def _ordered(chosen: Selection, links: Links) -> list[str]:
    """By year and title of the paper, then as the text runs."""
    starts = {t: min(e.properties.get("start", 0) for e in links.out("STATED_IN", t)) for t in chosen.tasks}
    nodes = chosen.graph.nodes

    def key(task: str) -> tuple[int, str, int, str]:
        paper = nodes[chosen.paper_of[task]]
        return paper_year(paper) or 0, paper.name, starts[task], task

    return sorted(chosen.tasks, key=key)


def _row(chosen: Selection, number: int, task: str, duties: list[Duty], aims: list[Figure], mine: set[str] | None,
         links: Links) -> Row:
    graph = chosen.graph
    node, paper = graph.nodes[task], graph.nodes[chosen.paper_of[task]]
    own = [d for d in duties if mine and d.agency in mine]
    said: list[Edge] = [d.edge for d in duties] or links.out("STATED_IN", task)
    bodies = {role: _names(graph, [d for d in duties if d.role == role]) for role in ROLE_NAMES}
    source = paper.name + (f"（{paper.properties['doc_no']}）" if "doc_no" in paper.properties else "")
    values = {
        **bodies, "number": number, "task": node.name, "paper": source,
        "body": "、".join(sorted({graph.nodes[d.agency].name for d in own})) or None,
        "role": "、".join(name for role, name in ROLE_NAMES.items() if any(d.role == role for d in own)) or None,
        "figures": "；".join(_aim(f) for f in aims) or None, "deadline": node.properties.get("deadline"),
        "path": node.properties.get("path"),
    }
    evidence = {"number": tuple(said), "figures": tuple(f.evidence for f in aims)}
    return tuple(Cell(values[c.key], evidence.get(c.key, ())) for c in _COLUMNS)


def _names(graph: Graph, duties: list[Duty]) -> str | None:
    ranked = sorted(duties, key=lambda d: (*(d.edge.properties.get(k, 0) for k in ("start", "rank")), d.agency))
    printed = (str(d.edge.properties.get("surface", graph.nodes[d.agency].name)) for d in ranked)
    return "、".join(dict.fromkeys(printed)) or None


def _aim(figure: Figure) -> str:
    return f"{figure.node.properties['indicator']}{figure.said()}" + (f"（{figure.year}年）" if figure.year else "")
