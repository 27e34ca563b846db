"""Figures of two papers for the same indicators: raised, lowered, put off."""

from __future__ import annotations

from kg.model import Graph
from kg.reports.figures import Figure, figures
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import Links

_COLUMNS = (
    Column("status", "变化", "Change", coded=True), Column("indicator", "指标", "Indicator"),
    Column("old", "原目标", "Aim before", "number"), Column("old_year", "原目标年", "By (before)", "count"),
    Column("new", "新目标", "Aim after", "number"), Column("new_year", "新目标年", "By (after)", "count"),
    Column("difference", "差", "Difference", "number"),
)
_NOTE = Words("同一指标有多个数值时取目标年最晚者。单位不同、区间值、方向不同，或总量仅一方写明目标年的，为“不同口径”。"
              "数值不变而目标年变了的，为“推迟”或“提前”。",
              "Of several figures for one indicator the one with the latest year. Not comparable: other units, ranges, "
              "opposite signs, totals of which one names no year. An equal figure by another year is put off or brought forward.")
_ORDER = ("降低", "推迟", "提高", "提前", "不同口径", "不变", "新增", "取消")


def figures_table(graph: Graph, links: Links, pair: tuple[str, str] | None) -> Table:
    """One row an indicator of either paper, what was lowered first."""
    before, after = (_last_of(figures(graph, links), paper) for paper in pair) if pair else ({}, {})
    names = sorted(before.keys() | after.keys(), key=lambda i: (graph.nodes[i].name, i))
    rows = [_row(graph, i, before.get(i), after.get(i)) for i in names]
    rows.sort(key=lambda r: _ORDER.index(str(r[0].value)))
    return Table("figures", Words("指标变化", "Figures"), _COLUMNS, tuple(rows), _NOTE)


def _last_of(found: list[Figure], paper: str) -> dict[str, Figure]:
    """Per indicator the paper's figure with the latest year."""
    return {f.indicator: f for f in sorted(found, key=lambda f: f.year or 0) if f.paper == paper}


def _row(graph: Graph, indicator: str, old: Figure | None, new: Figure | None) -> Row:
    first, last = ((f.evidence,) if f else () for f in (old, new))
    status = demand(old, new)
    comparable = old and new and status != "不同口径"
    difference = round(new.value - old.value, 6) if comparable and old and new else None
    return (Cell(status, first + last), Cell(graph.nodes[indicator].name),
            Cell(old.said() if old else None, first), Cell(old.year if old else None, first),
            Cell(new.said() if new else None, last), Cell(new.year if new else None, last),
            Cell(difference, first + last))


def demand(old: Figure | None, new: Figure | None) -> str:
    """提高 where more is asked (a lower ceiling counts), 降低 where less, 不同口径 where they cannot be compared."""
    if old is None or new is None:
        return "新增" if old is None else "取消"
    units = {f.node.properties.get("unit") for f in (old, new)}
    if old.is_range or new.is_range or old.low_is_better != new.low_is_better or len(units) > 1:
        return "不同口径"
    if not old.is_rate and (old.year is None) != (new.year is None):
        return "不同口径"
    more = (old.value - new.value) if old.low_is_better else (new.value - old.value)
    if more == 0 and old.year and new.year and old.year != new.year:
        return "推迟" if new.year > old.year else "提前"
    return "提高" if more > 0 else "降低" if more < 0 else "不变"
