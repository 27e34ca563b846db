"""A region's figures against those of the levels above it: stricter, looser, later, or missing."""

from __future__ import annotations

from kg.model import Graph
from kg.reports.figures import Figure, above, region_name
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import RESTS, Links

_COLUMNS = (
    Column("indicator", "指标", "Indicator"), Column("region", "地区", "Region"),
    Column("own", "本级目标", "Own aim", "number"), Column("year", "目标年", "By", "count"),
    Column("superior", "上级", "Above"), Column("theirs", "上级目标", "Aim above", "number"),
    Column("their_year", "上级目标年", "By (above)", "count"), Column("verdict", "比较", "Verdict", coded=True),
    Column("gap", "差距", "Gap", "number"), Column("part", "占上级", "Share of the one above", "share"),
)
_NOTE = Words(
    "比率、得分、浓度、时限才论“更严”“更宽”，年份不同另注“较晚”“较早”；个数、产值一类总量只在目标年相同时列占上级的份额（一年的与五年的不比）。"
    "区间值、单位或方向不同的不比。上级有而本级没有的，只在本级文件以上级该文件为依据时列为“缺”。",
    "Stricter or looser only for rates, scores, concentrations and times, years apart (later, earlier); of totals the "
    "share in the one above, where both name the same year: one year's total says nothing of five years'. Ranges, other "
    "units and opposite signs are not compared. Missing: set above, not here, where the paper here rests on the one "
    "above.")


def superiors_table(graph: Graph, links: Links, found: list[Figure], everything: list[Figure]) -> Table:
    """Each figure of a region beside the nearest one of each level above for its indicator, then what is missing."""
    rows = [row for figure in found if figure.region for row in _beside(graph, links, figure, everything)]
    rows += _missing(graph, links, found, everything)
    return Table("superiors", Words("与上级目标比较", "Against the levels above"), _COLUMNS, tuple(rows), _NOTE)


def _beside(graph: Graph, links: Links, figure: Figure, everything: list[Figure]) -> list[Row]:
    rows = []
    alike = [f for f in everything if f.indicator == figure.indicator and _comparable(figure, f)]
    for place in above(graph, links, figure.region or ""):
        theirs = [f for f in alike if f.region == place]
        if theirs:
            rows.append(_row(graph, figure, min(theirs, key=lambda f: _distance(figure, f))))
    return rows


def _comparable(a: Figure, b: Figure) -> bool:
    units = {f.node.properties.get("unit") for f in (a, b)}
    return a.low_is_better == b.low_is_better and not a.is_range and not b.is_range and len(units) == 1


def _distance(a: Figure, b: Figure) -> tuple[int, str]:
    """Years between two deadlines (between two papers, where one has none), and a fixed order of equals."""
    one, other = (a.year, b.year) if a.year and b.year else (a.issued, b.issued)
    return abs((one or 0) - (other or 0)), b.node.id


def verdict(own: Figure, theirs: Figure) -> str:
    """更严, 更宽 or 相同 (总量 for totals), and whether the own deadline is earlier or later."""
    ahead = (theirs.value - own.value) if own.low_is_better else (own.value - theirs.value)
    strict = "更严" if ahead > 0 else "更宽" if ahead < 0 else "相同"
    word = strict if own.is_rate else "总量"
    if own.year is None or theirs.year is None:
        return f"{word}、目标年不明"
    return word if own.year == theirs.year else word + ("、较晚" if own.year > theirs.year else "、较早")


def _row(graph: Graph, own: Figure, theirs: Figure) -> Row:
    both = (own.evidence, theirs.evidence)
    rate, dated = own.is_rate, own.year is not None and own.year == theirs.year
    gap = round(own.value - theirs.value, 6) if rate else None
    part = own.value / theirs.value if dated and not rate and theirs.value else None
    return (Cell(graph.nodes[own.indicator].name), Cell(region_name(graph, own.region)),
            Cell(own.said(), both[:1]), Cell(own.year, both[:1]), Cell(region_name(graph, theirs.region)),
            Cell(theirs.said(), both[1:]), Cell(theirs.year, both[1:]),
            Cell(verdict(own, theirs), both), Cell(gap, both), Cell(part, both))


def _missing(graph: Graph, links: Links, found: list[Figure], everything: list[Figure]) -> list[Row]:
    """Figures of a paper above that a region's papers cite, for indicators that the region has no figure for."""
    rows = []
    for region in sorted({f.region for f in found if f.region}):
        own = {f.indicator for f in everything if f.region == region}
        higher = set(above(graph, links, region))
        cites = {e.target for f in found if f.region == region for e in links.out("CITES", f.paper)
                 if e.properties.get("relation") in RESTS}
        lacking = [f for f in everything if f.paper in cites and f.region in higher and f.indicator not in own]
        rows += [_missing_row(graph, region, figure) for figure in lacking]
    return rows


def _missing_row(graph: Graph, region: str, theirs: Figure) -> Row:
    said = (theirs.evidence,)
    return (Cell(graph.nodes[theirs.indicator].name), Cell(region_name(graph, region)), Cell(None), Cell(None),
            Cell(region_name(graph, theirs.region)), Cell(theirs.said(), said), Cell(theirs.year, said),
            Cell("缺", said), Cell(None), Cell(None))
