"""Bodies by load: tasks in each role, shares, weighted load, and the body's place among those it shares tasks with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from kg.model import Edge
from kg.reports.network import Measures, Network
from kg.reports.report import Cell, Column, Row, Table, Value, Words
from kg.reports.select import ROLE_NAMES, Selection

_COLUMNS = (
    Column("agency", "机构", "Agency"), Column("region", "地区", "Region", brief=False),
    Column("field", "领域", "Field", brief=False),
    Column("lead", "牵头", "Leads", "count"), Column("joint", "共同负责", "Joint", "count"),
    Column("cooperate", "配合", "Cooperates", "count"), Column("tasks", "任务", "Tasks", "count"),
    Column("general", "其中统列", "By a general line", "count"),
    Column("own_share", "占相关文件任务", "Share in its papers", "share"),
    Column("share", "占全部任务", "Share of all", "share", False), Column("load", "折算负荷", "Load", "number"),
    Column("degree", "合作机构", "Degree", "count"), Column("strength", "加权度", "Weighted degree", "count", False),
    Column("betweenness", "介数", "Betweenness", "number"), Column("closeness", "接近", "Closeness", "number", False),
    Column("eigenvector", "特征向量", "Eigenvector", "number", False),
    Column("pagerank", "PageRank", "PageRank", "number"),
    Column("core", "核数", "k-core", "count", False), Column("community", "社群", "Community", "count", False),
)
_NOTE = Words("按折算负荷排序。“其中统列”：该机构不见于任务本身的责任行，而由整节或全文的统一说明列入的任务。",
              "By load. By a general line: tasks that a line for a whole section or paper gives the body, not their own.")


def bodies_tables(chosen: Selection, network: Network, measures: Measures,
                  weights: Mapping[str, float]) -> tuple[Table, Table]:
    """Single bodies, then collective ones; measures are those of one network of both."""
    writer = _Rows(chosen, weights)
    kinds: dict[bool, list[Row]] = {False: [], True: []}
    for i, body in enumerate(network.bodies):
        measured = {name: values[i] for name, values in measures.values.items()}
        kinds[chosen.graph.nodes[body].properties.get("kind") == "collective"].append(writer.row(body, measured))
    single, collective = (tuple(sorted(rows, key=_by_load)) for rows in kinds.values())
    return (Table("bodies", Words("机构任务负荷", "Workload of bodies"), _COLUMNS, single, _NOTE),
            Table("collectives", Words("合称机构任务负荷", "Collective bodies"), _COLUMNS, collective, _NOTE))


_PLACE = {c.key: i for i, c in enumerate(_COLUMNS)}


def _by_load(row: Row) -> tuple[float | str, ...]:
    return (*(-float(row[_PLACE[k]].value or 0) for k in ("load", "lead", "tasks")), str(row[0].value))


class _Rows:
    """Writes the row of a body."""

    def __init__(self, chosen: Selection, weights: Mapping[str, float]) -> None:
        self.chosen, self.weights = chosen, weights
        self.sizes = Counter(chosen.paper_of.values())

    def row(self, body: str, measured: Mapping[str, float]) -> Row:
        duties = self.chosen.by_body[body]
        lines = {role: tuple([d.edge for d in duties if d.role == role]) for role in ROLE_NAMES}
        tasks = {role: _tasks(edges) for role, edges in lines.items()}
        said = tuple(chain.from_iterable(lines.values()))
        general = _only_general(said)
        values = self._values(body, tasks) | {k: _settled(v) for k, v in measured.items()}
        cells = {role: Cell(len(tasks[role]), lines[role]) for role in ROLE_NAMES}
        cells["general"] = Cell(len(_tasks(general)), general)
        return tuple(cells.get(c.key) or Cell(values[c.key], said if c.kind != "text" else ()) for c in _COLUMNS)

    def _values(self, body: str, tasks: Mapping[str, set[str]]) -> dict[str, Value]:
        nodes = self.chosen.graph.nodes
        region = self.chosen.links.first("SERVES", body)
        all_tasks = set().union(*tasks.values())
        around = sum(self.sizes[p] for p in {self.chosen.paper_of[t] for t in all_tasks})
        return {"agency": nodes[body].name, "region": nodes[region].name if region else None,
                "field": nodes[body].properties.get("field"), "tasks": len(all_tasks),
                "own_share": len(all_tasks) / around, "share": len(all_tasks) / len(self.chosen.tasks),
                "load": round(weighted_load(tasks, self.weights), 6)}


def weighted_load(tasks: Mapping[str, set[str]], weights: Mapping[str, float]) -> float:
    """Tasks by role, each counted once, by the weightiest role that holds it."""
    counted: set[str] = set()
    total = 0.0
    for role in sorted(tasks, key=lambda r: -weights[r]):
        total += weights[role] * len(tasks[role] - counted)
        counted |= tasks[role]
    return total


def _only_general(lines: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """The lines for a whole section or paper, of the tasks that none of these lines is about alone."""
    wide = [e for e in lines if e.properties.get("scope", "item") != "item"]
    if not wide:
        return ()
    own = _tasks(e for e in lines if e.properties.get("scope", "item") == "item")
    return tuple(e for e in wide if e.target not in own)


def _tasks(edges: Iterable[Edge]) -> set[str]:
    return {e.target for e in edges}


def _settled(value: float) -> float | int:
    """Six digits are more than these measures can promise; beyond them libraries and machines differ."""
    return value if isinstance(value, int) else round(float(value), 6)
