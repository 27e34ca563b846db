"""Who carries how much: tasks led, shared and assisted by each body, and its place among those that share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.errors import QueryError
from kg.model import Edge, Graph
from kg.reports.fields import fields_table
from kg.reports.network import Measures, Network, measure, project
from kg.reports.report import Cell, Chart, Column, Report, Row, Table, Value, Words, make_row, paper_titles
from kg.reports.rooms import cover_table, groups_table
from kg.reports.select import ROLE_NAMES, Duty, Selection, select

WEIGHTS: Mapping[str, float] = {"lead": 1.0, "joint": 0.6, "cooperate": 0.3}
"""A lead answers for the whole task, a joint body for its part, a partner helps. Only the ratios matter."""

_COLUMNS = (
    Column("agency", "机构", "Agency"), Column("region", "地区", "Region", brief=False),
    Column("field", "领域", "Field", brief=False),
    Column("lead", "牵头", "Leads", "count"), Column("joint", "共同负责", "Joint", "count"),
    Column("cooperate", "配合", "Cooperates", "count"), Column("tasks", "任务", "Tasks", "count"),
    Column("own_share", "占相关文件任务", "Share in its papers", "share"),
    Column("share", "占全部任务", "Share of all", "share", False), Column("load", "折算负荷", "Load", "number"),
    Column("degree", "合作机构", "Degree", "count"), Column("strength", "加权度", "Weighted degree", "count", False),
    Column("betweenness", "介数", "Betweenness", "number"), Column("closeness", "接近", "Closeness", "number", False),
    Column("eigenvector", "特征向量", "Eigenvector", "number", False),
    Column("pagerank", "PageRank", "PageRank", "number"),
    Column("core", "核数", "k-core", "count", False), Column("community", "社群", "Community", "count", False),
)
_PAIR_COLUMNS = (
    Column("first", "机构甲", "Agency A"), Column("second", "机构乙", "Agency B"),
    Column("tasks", "共担任务", "Tasks shared", "count"),
)
_PAIRS = 200
_MIXED = Words("含多个地区的文件：排名、介数与“最少请谁到会”跨地区无可比性，请限定地区，如 -p region=某市。",
               "Papers of several regions: ranks, betweenness and who must be in the room mean little across them; "
               "choose one, such as -p region=某市.")


def workload(graph: Graph, *, region: str | None = None, year: int | None = None, field: str | None = None,
             as_of: str = "written", weights: Mapping[str, float] = WEIGHTS) -> Report:
    """Bodies by load, with their place in the network; lines of work; pairs; who must be in the room.

    Only papers of `region` (its own, not those of places below it) and issued in `year` count, and only bodies of
    line of work `field`. `as_of="today"` counts a body's tasks for the one that has taken over its work. `weights` are
    what a task counts by role. Shares are fractions of all tasks in the papers that name the body, and of all tasks,
    those without a body included. Collective bodies (各市(区)人民政府) stand in a table of their own.
    Raises `QueryError` when nothing is left to count.
    """
    if unknown := weights.keys() - WEIGHTS.keys():
        raise QueryError(f"weights name {', '.join(sorted(unknown))}; the roles are {', '.join(WEIGHTS)}")
    weights = {**WEIGHTS, **weights}
    chosen = select(graph, region=region, year=year, field=field, as_of=as_of)
    network = project((d.agency, d.task) for d in chosen.duties)
    measures = measure(network)
    notes = (*_counting_notes(chosen, weights), *measures.methods.values())
    tables = (*_bodies(chosen, network, measures, weights), fields_table(chosen), _pairs(chosen, network),
              cover_table(chosen), groups_table(chosen))
    charts = (Chart("bars", Words("各机构任务数", "Tasks by body"), "bodies", ("lead", "joint", "cooperate"), "agency"),
              Chart("heat", Words("共担任务", "Tasks shared"), "pairs", "first", "second", "tasks"))
    return Report("workload", Words("机构任务负荷", "Workload of bodies"), tables, charts, notes, paper_titles(graph))


def _counting_notes(chosen: Selection, weights: Mapping[str, float]) -> tuple[Words, ...]:
    with_body = len({d.task for d in chosen.duties})
    papers = len(set(chosen.paper_of.values()))
    worth = "，".join(f"{ROLE_NAMES[role]} {weights[role]:g}" for role in ROLE_NAMES)
    worth_en = ", ".join(f"{role} {weights[role]:g}" for role in ROLE_NAMES)
    regions = {e.target for p in set(chosen.paper_of.values()) for e in chosen.links.out("APPLIES_TO", p)}
    mixed = (_MIXED,) if len(regions) > 1 else ()
    return (
        *mixed,
        Words(f"共 {len(chosen.tasks)} 项任务，出自 {papers} 份文件，其中 {with_body} 项写明了机构。",
              f"{len(chosen.tasks)} tasks of {papers} papers; {with_body} of them name a body."),
        Words(f"折算负荷：每项任务按角色计 {worth}；一身兼数角者取最高一角。",
              f"Load: each task counts {worth_en}; of several roles the weightiest."),
        Words("“各县（区）人民政府”一类合称按一个机构计，单列一表。",
              "A collective such as 各县（区）人民政府 counts as one body, in a table of its own."),
    )


def _bodies(chosen: Selection, network: Network, measures: Measures,
            weights: Mapping[str, float]) -> tuple[Table, Table]:
    """Single bodies, then collective ones; measures are those of one network of both."""
    writer = _Rows(chosen, weights)
    kinds: dict[bool, list[Row]] = {False: [], True: []}
    for i, body in enumerate(network.bodies):
        measured = {name: values[i] for name, values in measures.values.items()}
        kinds[chosen.graph.nodes[body].properties.get("kind") == "collective"].append(writer.row(body, measured))
    single, collective = (tuple(sorted(rows, key=_by_load)) for rows in kinds.values())
    by_load = Words("按折算负荷排序。", "By load.")
    return (Table("bodies", Words("机构任务负荷", "Workload of bodies"), _COLUMNS, single, by_load),
            Table("collectives", Words("合称机构任务负荷", "Collective bodies"), _COLUMNS, collective, by_load))


def _by_load(row: Row) -> tuple[float | str, ...]:
    place = {c.key: i for i, c in enumerate(_COLUMNS)}
    return (*(-float(row[place[k]].value or 0) for k in ("load", "lead", "tasks")), str(row[0].value))


class _Rows:
    """Writes the row of a body."""

    def __init__(self, chosen: Selection, weights: Mapping[str, float]) -> None:
        self.chosen, self.weights = chosen, weights
        self.duties: dict[str, list[Duty]] = {}
        for duty in chosen.duties:
            self.duties.setdefault(duty.agency, []).append(duty)
        self.sizes = Counter(chosen.paper_of.values())

    def row(self, body: str, measured: Mapping[str, float]) -> Row:
        duties = self.duties[body]
        roles = {role: tuple(d.edge for d in duties if d.role == role) for role in ROLE_NAMES}
        said = tuple(d.edge for d in duties)
        counts = {role: Cell(len(_distinct(edges)), edges) for role, edges in roles.items()}
        values = self._values(body, duties) | {k: _settled(v) for k, v in measured.items()}
        return tuple(counts.get(c.key) or Cell(values[c.key], said if c.kind != "text" else ()) for c in _COLUMNS)

    def _values(self, body: str, duties: list[Duty]) -> dict[str, Value]:
        nodes = self.chosen.graph.nodes
        region = self.chosen.links.first("SERVES", body)
        tasks = {d.task for d in duties}
        around = sum(self.sizes[p] for p in {self.chosen.paper_of[t] for t in tasks})
        return {"agency": nodes[body].name, "region": nodes[region].name if region else None,
                "field": nodes[body].properties.get("field"), "tasks": len(tasks), "own_share": len(tasks) / around,
                "share": len(tasks) / len(self.chosen.tasks), "load": round(_load(duties, self.weights), 6)}


def _load(duties: Iterable[Duty], weights: Mapping[str, float]) -> float:
    """Each task counted once, by the body's weightiest role in it."""
    worth: dict[str, float] = {}
    for duty in duties:
        worth[duty.task] = max(worth.get(duty.task, 0.0), weights[duty.role])
    return sum(worth.values())


def _distinct(edges: Iterable[Edge]) -> set[str]:
    return {e.target for e in edges}


def _settled(value: float) -> float | int:
    """Six digits are more than these measures can promise; beyond them libraries and machines differ."""
    return value if isinstance(value, int) else round(float(value), 6)


def _pairs(chosen: Selection, network: Network) -> Table:
    """The pairs that share most tasks, with the lines of both in each of them."""
    closest = network.closest(_PAIRS)
    wanted = {body for pair in closest for body in pair[:2]}
    duties: dict[str, dict[str, list[Edge]]] = {}
    for duty in chosen.duties:
        if duty.agency in wanted:
            duties.setdefault(duty.agency, {}).setdefault(duty.task, []).append(duty.edge)
    rows = []
    for first, second, times in closest:
        both = sorted(duties[first].keys() & duties[second].keys())
        lines = [e for task in both for e in (*duties[first][task], *duties[second][task])]
        names = chosen.graph.nodes[first].name, chosen.graph.nodes[second].name
        rows.append(make_row((*names, times), lines))
    return Table("pairs", Words("共担任务最多的机构对", "Pairs that share most"), _PAIR_COLUMNS, tuple(rows),
                 Words(f"最多列出 {_PAIRS} 对。", f"At most {_PAIRS} pairs."))
