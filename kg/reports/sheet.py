"""任务分解表: the sheet that an office hands out, for one body or for all."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import QueryError
from kg.model import Graph
from kg.reports.figures import Figure, figures
from kg.reports.papers import find_paper
from kg.reports.report import Cell, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import ROLE_NAMES, Duty, Links, Selection, select
from kg.reports.years import Period, paper_year

_COLUMNS = (
    Column("number", "序号", "No.", "count"), Column("body", "机构", "Body", brief=False),
    Column("role", "角色", "Role", coded=True),
    Column("task", "任务", "Task"), Column("lead", "牵头", "Lead"), Column("joint", "共同负责", "Jointly"),
    Column("cooperate", "配合", "Cooperating"), Column("figures", "指标", "Figures"),
    Column("deadline", "完成时限", "Deadline"), Column("paper", "文件", "Source"), Column("path", "位置", "Place"),
)
_UNDATED = 9999
_ALL = Words("列出全部任务；序号连到责任原文。", "All tasks; the number leads to the line of duty.")
_BY_BODY = Words("同一任务在每个机构名下各列一次；合称机构（各县区等）照列。",
                 "A task stands once under each of its bodies; collectives such as 各县区 are bodies here.")


def sheet(graph: Graph, *, agency: str | None = None, region: str | None = None, year: int | Period | None = None,
          paper: str | None = None, as_of: str = "written") -> Report:
    """One row a task, in the order of the papers: role, lead, partners, figures, deadline, source; then body by body.

    `agency` (official or printed name) keeps its own tasks and tells its role, and there is no second table. Names are
    as printed; with `as_of="today"` the official ones of the bodies that now hold the work.
    Raises `QueryError` where no body of that name has a duty.
    """
    only = find_paper(graph, paper) if paper else None
    chosen = select(graph, region=region, year=year, paper=only, as_of=as_of)
    writer = _Sheet(chosen, printed=as_of == "written")
    mine = _named(graph, chosen, agency) if agency else None
    tables = (writer.tasks(mine), *(() if mine else (writer.bodies(),)))
    note = Words(f"{agency} 的任务。", f"Tasks of {agency}.") if agency else _ALL
    return Report("sheet", Words("任务分解表", "Sheet of duties"), tables, (), (note,), paper_titles(graph))


def _named(graph: Graph, chosen: Selection, agency: str) -> set[str]:
    bodies = (graph.nodes[i] for i in {d.agency for d in chosen.duties})
    found = {b.id for b in bodies if agency == b.name or agency in b.properties.get("short_names", ())}
    if not found:
        raise QueryError(f"no duty of {agency} in these papers; kg report workload lists the bodies that have some")
    return found


def _ordered(chosen: Selection, links: Links) -> list[str]:
    """By year (undated papers last) and title of the paper, then as the text runs."""
    starts = {t: min(e.properties.get("start", 0) for e in links.out("STATED_IN", t)) for t in chosen.tasks}
    nodes = chosen.graph.nodes

    def key(task: str) -> tuple[int, str, int, str]:
        paper = nodes[chosen.paper_of[task]]
        return paper_year(paper) or _UNDATED, paper.name, starts[task], task

    return sorted(chosen.tasks, key=key)


class _Sheet:
    """Writes the rows; duties and figures by task."""

    def __init__(self, chosen: Selection, *, printed: bool) -> None:
        self.chosen, self.graph, self.links, self.printed = chosen, chosen.graph, chosen.links, printed
        self.duties: dict[str, list[Duty]] = {}
        for duty in chosen.duties:
            self.duties.setdefault(duty.task, []).append(duty)
        self.aims: dict[str, list[Figure]] = {}
        for figure in figures(self.graph, self.links):
            self.aims.setdefault(self.links.first("MEASURES", figure.node.id) or "", []).append(figure)

    def tasks(self, mine: set[str] | None) -> Table:
        """All tasks; with `mine`, those of these bodies, with their role."""
        held = [t for t in _ordered(self.chosen, self.links)
                if mine is None or any(d.agency in mine for d in self.duties.get(t, ()))]
        rows = [self._row(number, task, mine or set()) for number, task in enumerate(held, 1)]
        columns = tuple(c for c in _COLUMNS if mine or c.key not in ("body", "role"))
        return Table("tasks", Words("任务分解表", "Sheet of duties"), columns,
                     tuple(tuple(c for c, column in zip(row, _COLUMNS, strict=True) if column in columns) for row in rows))

    def bodies(self) -> Table:
        """Body by body, by name, each with its tasks numbered from 1."""
        order = {task: i for i, task in enumerate(_ordered(self.chosen, self.links))}
        held: dict[str, set[str]] = {}
        for duty in self.chosen.duties:
            held.setdefault(duty.agency, set()).add(duty.task)
        rows = [self._row(number, task, {body})
                for body in sorted(held, key=lambda b: (self.graph.nodes[b].name, b))
                for number, task in enumerate(sorted(held[body], key=order.__getitem__), 1)]
        columns = tuple(replace(c, brief=True) for c in _COLUMNS)
        return Table("bodies", Words("按机构分列", "Body by body"), columns, tuple(rows), _BY_BODY)

    def _row(self, number: int, task: str, mine: set[str]) -> Row:
        duties = self.duties.get(task, [])
        node, paper = self.graph.nodes[task], self.graph.nodes[self.chosen.paper_of[task]]
        own = [d for d in duties if d.agency in mine]
        said = tuple(d.edge for d in own or duties) or tuple(self.links.out("STATED_IN", task))
        aims = self.aims.get(task, [])
        source = paper.name + (f"（{paper.properties['doc_no']}）" if "doc_no" in paper.properties else "")
        values = {
            **{role: self._names([d for d in duties if d.role == role]) for role in ROLE_NAMES},
            "number": number, "task": node.name, "paper": source,
            "body": "、".join(sorted({self.graph.nodes[d.agency].name for d in own})) or None,
            "role": "、".join(name for role, name in ROLE_NAMES.items() if any(d.role == role for d in own)) or None,
            "figures": "；".join(_aim(f) for f in aims) or None, "deadline": node.properties.get("deadline"),
            "path": node.properties.get("path"),
        }
        evidence = {"number": said, "figures": tuple(f.evidence for f in aims)}
        return tuple(Cell(values[c.key], evidence.get(c.key, ())) for c in _COLUMNS)

    def _names(self, duties: list[Duty]) -> str | None:
        """In the order of the line, as printed or by official name."""
        ranked = sorted(duties, key=lambda d: (*(d.edge.properties.get(k, 0) for k in ("start", "rank")), d.agency))
        named = (self.graph.nodes[d.agency].name for d in ranked)
        printed = (str(d.edge.properties.get("surface", self.graph.nodes[d.agency].name)) for d in ranked)
        return "、".join(dict.fromkeys(printed if self.printed else named)) or None


def _aim(figure: Figure) -> str:
    return f"{figure.node.properties['indicator']}{figure.said()}" + (f"（{figure.year}年）" if figure.year else "")
