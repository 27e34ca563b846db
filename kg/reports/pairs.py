"""Which bodies share tasks with which: the closest pairs, and the whole matrix of the busiest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Edge
from kg.reports.network import Network
from kg.reports.report import Column, Row, Table, Words, make_row
from kg.reports.select import Selection

_COLUMNS = (
    Column("first", "机构甲", "Agency A"), Column("second", "机构乙", "Agency B"),
    Column("tasks", "共担任务", "Tasks shared", "count"),
)
_PAIRS, _BUSIEST = 200, 25
_PAIRS_NOTE = Words(f"最多列出 {_PAIRS} 对；两方都是地方政府或合称的不列（各市、各区总是并列）。",
                    f"At most {_PAIRS} pairs, none of two territorial governments or collectives: those are always listed "
                    "together.")
_MATRIX_NOTE = Words(f"加权度最高的 {_BUSIEST} 个部门之间的全部共担次数（热图即据此表）；没有的一对即为 0。地方政府与合称不列。",
                     f"All that the {_BUSIEST} departments of highest weighted degree share with one another (the heat map "
                     "is of this table); a pair without a row shares nothing. Governments and collectives left out.")


def pairs_table(chosen: Selection, network: Network) -> Table:
    """The pairs that share most tasks, with the lines of both in each of them."""
    rows = _rows(chosen, network.closest(_PAIRS, chosen.territorial))
    return Table("pairs", Words("共担任务最多的机构对", "Pairs that share most"), _COLUMNS, rows, _PAIRS_NOTE)


def matrix_table(chosen: Selection, network: Network) -> Table:
    """Every pair that shares a task among the busiest departments, these in order of weighted degree."""
    rows = _rows(chosen, network.among(_BUSIEST, chosen.territorial))
    return Table("matrix", Words("共担任务矩阵", "Matrix of shared tasks"), _COLUMNS, rows, _MATRIX_NOTE)


def _rows(chosen: Selection, pairs: Iterable[tuple[str, str, int]]) -> tuple[Row, ...]:
    pairs = list(pairs)
    lines: dict[str, dict[str, list[Edge]]] = {body: defaultdict(list) for pair in pairs for body in pair[:2]}
    for body, of_task in lines.items():
        for duty in chosen.by_body[body]:
            of_task[duty.task].append(duty.edge)
    return tuple(_row(chosen, first, second, times, lines) for first, second, times in pairs)


def _row(chosen: Selection, first: str, second: str, times: int, lines: dict[str, dict[str, list[Edge]]]) -> Row:
    both = sorted(lines[first].keys() & lines[second].keys())
    said = [e for task in both for e in (*lines[first][task], *lines[second][task])]
    return make_row((chosen.graph.nodes[first].name, chosen.graph.nodes[second].name, times), said)
