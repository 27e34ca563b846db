"""Levels and dates of papers: nation, province, city, county; how long a paper took to be followed."""

from __future__ import annotations

from datetime import date
from statistics import median

from kg.model import Edge, Graph, Node
from kg.reports.figures import LEVEL_NAMES, LEVELS
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import RESTS, Links
from kg.reports.years import bracketed_year, paper_year

_STEPS = LEVELS[:4]
_LADDER_COLUMNS = (
    Column("paper", "文件", "Paper"), Column("level", "层级", "Level", coded=True),
    Column("issued", "发文年", "Issued", "count"),
    *(Column(level, f"依据的{zh}级文件".replace("国家级", "国家"), f"Rests on: {level}")
      for level, zh in ((level, LEVEL_NAMES[level]) for level in _STEPS)),
    Column("other", "层级不明", "Level unknown"), Column("grounds", "依据数", "Grounds", "count"),
)
_LAG_COLUMNS = (
    Column("from_level", "层级", "Level", coded=True), Column("to_level", "所引层级", "Rests on", coded=True),
    Column("links", "依据关系", "Links", "count"), Column("dated", "年份已知", "Years known", "count"),
    Column("median_years", "间隔年数中位", "Median years", "number"),
    Column("longest_years", "最长年数", "Longest, years", "count"),
    Column("exact", "日期已知", "Dates known", "count"),
    Column("median_months", "间隔月数中位", "Median months", "number"),
)
_LADDER_NOTE = Words("直接与间接的依据（依据、贯彻落实、转发），按层级列出；层级不明的多因发文机关未写全。",
                     "What it rests on, directly or by way of others (basis, implements, forwards), by level.")
_LAG_NOTE = Words("只计依据、贯彻落实、转发三种关系。", "Basis, implements and forwards only.")


def paper_level(graph: Graph, links: Links, paper: str) -> str | None:
    """The level of its region, else the highest of its issuers."""
    region = links.first("APPLIES_TO", paper)
    ends = [region] if region else [e.source for e in links.into("ISSUES", paper)]
    levels = {graph.nodes[end].properties.get("level") for end in ends}
    return next((level for level in LEVELS if level in levels), None)


def is_law(node: Node) -> bool:
    return node.properties.get("doc_type") == "法律法规"


def issued_on(node: Node) -> str | None:
    """Its date, YYYY-MM-DD: of issue, else of publication."""
    return node.properties.get("issued_on") or node.properties.get("published_on")


def issued_in(node: Node) -> int | None:
    """The year of issue; of a paper not at hand that of its 文号, in brackets there or in its title."""
    if node.properties.get("ingested"):
        return paper_year(node)
    return bracketed_year(str(node.properties.get("doc_no", ""))) or bracketed_year(node.name)


def months_between(earlier: str | None, later: str | None) -> int | None:
    """Whole calendar months from one YYYY-MM-DD to another; None where one is unknown."""
    if not earlier or not later:
        return None
    a, b = date.fromisoformat(earlier), date.fromisoformat(later)
    return (b.year - a.year) * 12 + b.month - a.month


def years_between(earlier: Node, later: Node) -> int | None:
    """Years from the year of issue of one to that of the other; None where one is unknown."""
    a, b = issued_in(earlier), issued_in(later)
    return b - a if a and b else None


def chain_length(paper: str, rests: set[tuple[str, str]]) -> int:
    """Steps in the longest chain of papers that one rests on; a circle is walked once."""
    above: dict[str, list[str]] = {}
    for source, target in sorted(rests):
        above.setdefault(source, []).append(target)

    def climb(here: str, seen: frozenset[str]) -> int:
        return max((1 + climb(up, seen | {up}) for up in above.get(here, ()) if up not in seen), default=0)

    return climb(paper, frozenset({paper}))


def _grounds(paper: str, rests: dict[str, list[Edge]]) -> dict[str, list[Edge]]:
    """What a paper rests on at any distance, each with the lines that lead to it."""
    found: dict[str, list[Edge]] = {}
    fresh = [paper]
    while fresh:
        for edge in rests.get(fresh.pop(), ()):
            if edge.target not in found and edge.target != paper:
                fresh.append(edge.target)
            found.setdefault(edge.target, []).append(edge)
    found.pop(paper, None)
    return found


def ladder_table(graph: Graph, links: Links, cites: list[Edge]) -> Table:
    """One row a paper at hand that rests on others: its grounds level by level, from the nation down."""
    rests: dict[str, list[Edge]] = {}
    for edge in cites:
        if edge.properties.get("relation") in RESTS and not is_law(graph.nodes[edge.target]):
            rests.setdefault(edge.source, []).append(edge)
    rows = [_ladder_row(graph, links, paper, _grounds(paper, rests)) for paper in sorted(rests)]
    rows.sort(key=lambda r: (-sum(r[i].value is not None for i in range(3, 7)), str(r[0].value)))
    return Table("ladder", Words("逐级依据", "Grounds, level by level"), _LADDER_COLUMNS, tuple(rows), _LADDER_NOTE)


def _ladder_row(graph: Graph, links: Links, paper: str, grounds: dict[str, list[Edge]]) -> Row:
    node = graph.nodes[paper]
    by_level: dict[str | None, list[str]] = {}
    for ground in sorted(grounds):
        level = paper_level(graph, links, ground)
        by_level.setdefault(level if level in _STEPS else None, []).append(ground)
    cells = [_named(graph, by_level.get(level, []), grounds) for level in (*_STEPS, None)]
    lines = tuple(e for edges in grounds.values() for e in edges)
    return (Cell(node.name), Cell(LEVEL_NAMES.get(paper_level(graph, links, paper) or "")), Cell(issued_in(node), lines),
            *cells, Cell(len(grounds), lines))


def _named(graph: Graph, papers: list[str], grounds: dict[str, list[Edge]]) -> Cell:
    """Titles with their years."""
    said = [f"{graph.nodes[p].name}（{year}）" if (year := issued_in(graph.nodes[p])) else graph.nodes[p].name
            for p in papers]
    return Cell("；".join(said) or None, tuple(e for p in papers for e in grounds[p]))


def lags_table(graph: Graph, links: Links, cites: list[Edge]) -> Table:
    """One row a pair of levels: how long after the higher paper the lower one came."""
    groups: dict[tuple[str, str], dict[tuple[str, str], list[Edge]]] = {}
    for edge in cites:
        if edge.properties.get("relation") in RESTS and not is_law(graph.nodes[edge.target]):
            levels = (paper_level(graph, links, edge.source), paper_level(graph, links, edge.target))
            if levels[0] and levels[1]:
                pairs = groups.setdefault((levels[1], levels[0]), {})
                pairs.setdefault((edge.source, edge.target), []).append(edge)
    rows = [_lag_row(graph, *levels, groups[levels]) for levels in sorted(groups, key=_rank)]
    return Table("lags", Words("各级之间的间隔", "Lag between levels"), _LAG_COLUMNS, tuple(rows), _LAG_NOTE)


def _rank(levels: tuple[str, str]) -> tuple[int, int]:
    return LEVELS.index(levels[0]), LEVELS.index(levels[1])


def _lag_row(graph: Graph, above: str, below: str, pairs: dict[tuple[str, str], list[Edge]]) -> Row:
    years, months, dated, exact = [], [], [], []
    for (source, target), edges in sorted(pairs.items()):
        paper, cited = graph.nodes[source], graph.nodes[target]
        if (gap := years_between(cited, paper)) is not None:
            years.append(gap)
            dated += edges
        if (lag := months_between(issued_on(cited), issued_on(paper))) is not None:
            months.append(lag)
            exact += edges
    lines = tuple(e for edges in pairs.values() for e in edges)
    return (Cell(LEVEL_NAMES[below]), Cell(LEVEL_NAMES[above]), Cell(len(pairs), lines),
            Cell(len(years), tuple(dated)), Cell(median(years) if years else None, tuple(dated)),
            Cell(max(years) if years else None, tuple(dated)), Cell(len(months), tuple(exact)),
            Cell(median(months) if months else None, tuple(exact)))
