"""The communities of the network: which bodies work with one another more than with the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from kg.model import Edge
from kg.reports.network import Network
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import Selection

_COLUMNS = (
    Column("community", "社群", "Community", "count"), Column("size", "机构数", "Bodies", "count"),
    Column("middle", "居中的机构", "At its middle"), Column("fields", "主要领域", "Lines of work"),
    Column("tasks", "两家以上共担任务", "Tasks of two or more", "count"),
    Column("inside", "内部合作占比", "Ties inside", "share"),
)
_SHOWN, _MIDDLE = 50, 5
_NOTE = Words(f"两个以上机构的社群，最多列出 {_SHOWN} 个。居中：加权度最高的 {_MIDDLE} 个机构。"
              "内部合作占比：成员的共担次数中与同社群成员共担的部分。",
              f"Communities of two bodies or more, at most {_SHOWN}. At its middle: the {_MIDDLE} with most shared tasks. "
              "Ties inside: the part of its members' shared tasks that they share with one another.")


def communities_table(chosen: Selection, network: Network, numbers: Sequence[float]) -> Table:
    """One row a community, by its number; `numbers` has that of each body, in the network's order."""
    members: dict[int, list[int]] = {}
    for place, number in enumerate(numbers):
        members.setdefault(int(number), []).append(place)
    kept = [number for number in sorted(members) if len(members[number]) > 1][:_SHOWN]
    rows = tuple(_row(chosen, network, number, members[number]) for number in kept)
    return Table("communities", Words("社群", "Communities"), _COLUMNS, rows, _NOTE)


def _shared_lines(chosen: Selection, bodies: list[str]) -> tuple[int, tuple[Edge, ...]]:
    """How many tasks name two of these bodies or more, and the lines that say so."""
    named = Counter(chain.from_iterable({d.task for d in chosen.by_body[body]} for body in bodies))
    shared = {task for task, times in named.items() if times > 1}
    return len(shared), tuple(d.edge for body in bodies for d in chosen.by_body[body] if d.task in shared)


def _row(chosen: Selection, network: Network, number: int, places: list[int]) -> Row:
    nodes = chosen.graph.nodes
    ties = network.shared[places]
    strength = ties.sum(axis=1).tolist()
    central = sorted(range(len(places)), key=lambda i: (-strength[i], places[i]))[:_MIDDLE]
    bodies = [network.bodies[i] for i in places]
    fields: Counter[str] = Counter()
    for body in bodies:
        fields[str(nodes[body].properties.get("field", ""))] += len(chosen.by_body[body])
    shared, said = _shared_lines(chosen, bodies)
    return (Cell(number, said), Cell(len(places), said), Cell("、".join(nodes[network.bodies[places[i]]].name for i in central)),
            Cell("、".join([f for f, _ in sorted(fields.items(), key=lambda p: (-p[1], p[0])) if f][:3]) or None),
            Cell(shared, said), Cell(float(ties[:, places].sum() / ties.sum()), said))
