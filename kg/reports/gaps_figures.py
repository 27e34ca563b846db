"""Figures that a careful reader would send back: without a year, without a body, at odds with each other."""

from __future__ import annotations

from kg.model import Graph
from kg.reports.figures import Figure, region_name
from kg.reports.report import Column, Row, Table, Words, counted_row
from kg.reports.select import ROLES, Links

_FIGURE_COLUMNS = (
    Column("problem", "问题", "Problem", coded=True), Column("indicator", "指标", "Indicator"),
    Column("region", "地区", "Region"),
    Column("said", "数值", "Figures"), Column("paper", "文件", "Paper", brief=False),
    Column("lines", "原文处", "Places", "count"),
)
_FIGURE_NOTE = Words("“只列于总目标”：指标写在总体目标中，未落到写明机构的任务。“年份仅见规划期”：指标未写年份，文件标题或正文写明规划期。",
                     "Among the aims only: in no task that names a body. Year only from the period: the figure names no "
                     "year, its paper the years it is for.")


def figures_table(graph: Graph, links: Links, found: list[Figure]) -> Table:
    at_odds = _contradictions(found)
    rows = [_figure_row(graph, "同一文件两个数值", same) for same in at_odds if not _one_sentence(same)]
    held = {e.target for t in ROLES for e in links.of(t)}
    bare = [f for f in found if links.first("MEASURES", f.node.id) not in held]
    rows += [_figure_row(graph, "任务未写明机构", [f]) for f in bare if not _in_plan(graph, links, f)]
    undated = [f for f in found if f.year is None]
    rows += [_figure_row(graph, "未写明年份", [f]) for f in undated if not _has_period(graph, f)]
    rows += [_figure_row(graph, "同句多个数值", same) for same in at_odds if _one_sentence(same)]
    rows += [_figure_row(graph, "年份仅见规划期", [f]) for f in undated if _has_period(graph, f)]
    rows += [_figure_row(graph, "只列于总目标", [f]) for f in bare if _in_plan(graph, links, f)]
    return Table("figures", Words("指标缺年份、缺机构、自相矛盾", "Figures lacking or at odds"),
                 _FIGURE_COLUMNS, tuple(rows), _FIGURE_NOTE)


def _in_plan(graph: Graph, links: Links, figure: Figure) -> bool:
    """The figure stands among the paper's own aims, not in a task."""
    measured = links.first("MEASURES", figure.node.id)
    return measured is None or graph.nodes[measured].properties.get("kind") == "plan"


def _has_period(graph: Graph, figure: Figure) -> bool:
    return "period_end" in graph.nodes[figure.paper].properties


def _one_sentence(same: list[Figure]) -> bool:
    return len({f.evidence.properties.get("start") for f in same}) == 1


def _contradictions(found: list[Figure]) -> list[list[Figure]]:
    """Figures of one paper for one indicator as printed, with one year and unit, that differ."""
    sets: dict[tuple[object, ...], list[Figure]] = {}
    for f in found:
        p = f.node.properties
        sets.setdefault((f.paper, p["indicator"], f.year, p.get("unit")), []).append(f)
    return [same for same in sets.values() if len({f.said() for f in same}) > 1]


def _figure_row(graph: Graph, problem: str, same: list[Figure]) -> Row:
    said = "；".join(dict.fromkeys(f.said() for f in same))
    return counted_row(problem, same[0].node.properties["indicator"], region_name(graph, same[0].region), said,
                       graph.nodes[same[0].paper].name, lines=[f.evidence for f in same])
