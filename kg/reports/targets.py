"""Figures side by side: one indicator over regions and years, a city against its province, aims against what came."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import QueryError
from kg.identity import fold
from kg.model import Graph
from kg.reports.attainment import attainment_table
from kg.reports.figures import LEVEL_NAMES, Figure, figures, paper_period, region_name
from kg.reports.report import Cell, Chart, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import Links, find_region
from kg.reports.superiors import superiors_table

_COLUMNS = (
    Column("indicator", "指标", "Indicator"), Column("region", "地区", "Region"),
    Column("level", "层级", "Level", brief=False, coded=True), Column("year", "目标年", "By", "count"),
    Column("said", "目标", "Aim", "number"), Column("value", "数值", "Value", "number", False),
    Column("unit", "单位", "Unit", brief=False),
    Column("baseline", "基期值", "Baseline", "number"),
    Column("baseline_year", "基期年", "Baseline year", "count", False),
    Column("attribute", "属性", "Attribute", brief=False, coded=True), Column("printed", "原文指标", "As printed", brief=False),
    Column("period", "规划期", "Period of the paper", brief=False),
    Column("issued", "发文年", "Issued", "count"), Column("paper", "文件", "Paper", brief=False),
)
_CHARTS = 6


def targets(graph: Graph, *, indicator: str | None = None, region: str | None = None,
            observed: Path | None = None) -> Report:
    """Every figure that more than one region or paper sets, by indicator; against the levels above; against `observed`.

    `indicator` (part of its name) and `region` narrow it; with `indicator` single figures are listed too. `observed` is
    a CSV with the columns region, indicator, year, value. Raises `QueryError` when no figure is left.
    """
    links = Links(graph)
    found = _chosen(graph, figures(graph, links), indicator, region)
    tables = [_comparison(graph, found, single=indicator is not None or region is not None),
              superiors_table(graph, links, found, figures(graph, links))]
    if observed:
        tables.append(attainment_table(graph, found, observed))
    return Report("targets", Words("指标对比", "Targets compared"), tuple(tables), _charts(tables[0]),
                  (_note(found), _SIGNS), paper_titles(graph))


_SIGNS = Words("没有“以上”“不低于”等字样的数值不带符号；地区为文件的适用地区，年份为原文写明的目标年。",
               "A figure without 以上 or the like has no sign; the region is the paper's, the year the one it names.")


def _note(found: list[Figure]) -> Words:
    indicators, papers = len({f.indicator for f in found}), len({f.paper for f in found})
    return Words(f"共 {len(found)} 个指标值，{indicators} 个指标，出自 {papers} 份文件。",
                 f"{len(found)} figures for {indicators} indicators, from {papers} papers.")


def _chosen(graph: Graph, found: list[Figure], indicator: str | None, region: str | None) -> list[Figure]:
    if indicator:
        wanted = fold(indicator)
        found = [f for f in found if wanted in fold(graph.nodes[f.indicator].name)
                 or wanted in fold(f.node.properties["indicator"])]
    if region:
        place = find_region(graph, region)
        found = [f for f in found if f.region == place]
    if not found:
        raise QueryError(f"no figure for indicator {indicator or 'any'} and region {region or 'any'} in this graph")
    return found


def _comparison(graph: Graph, found: list[Figure], *, single: bool) -> Table:
    sets: dict[str, list[Figure]] = {}
    for figure in found:
        sets.setdefault(figure.indicator, []).append(figure)
    shared = [s for s in sets.values() if single or len({(f.region, f.paper) for f in s}) > 1]
    shared.sort(key=lambda s: (-len({f.region for f in s}), graph.nodes[s[0].indicator].name, s[0].indicator))
    note = Words("两个以上地区或文件都有的指标；地区多者在前。",
                 "Indicators of several regions or papers, the most shared first.")
    return Table("comparison", Words("同一指标的各地目标", "One indicator, many regions"), _COLUMNS,
                 tuple(_row(graph, f) for s in shared for f in s), Words("", "") if single else note)


def _row(graph: Graph, figure: Figure) -> Row:
    p, paper = figure.node.properties, graph.nodes[figure.paper]
    level = graph.nodes[figure.region].properties.get("level") if figure.region else None
    values = {
        "indicator": graph.nodes[figure.indicator].name, "region": region_name(graph, figure.region),
        "level": LEVEL_NAMES.get(level or ""), "year": figure.year, "said": figure.said(), "value": figure.value,
        "unit": p.get("unit"), "baseline": p.get("baseline"), "baseline_year": p.get("baseline_year"),
        "attribute": p.get("attribute"), "printed": p["indicator"],
        "period": paper_period(paper), "issued": figure.issued, "paper": paper.name,
    }
    return tuple(Cell(values[c.key], (figure.evidence,) if c.kind != "text" else ()) for c in _COLUMNS)


def _charts(table: Table) -> tuple[Chart, ...]:
    """One picture each for the indicators that most rows share."""
    names: Iterable[str] = dict.fromkeys(str(row[0].value) for row in table.rows)
    return tuple(Chart("dots", Words(name, name), "comparison", "value", "region", "year", "said",
                       only=("indicator", name))
                 for name in list(names)[:_CHARTS])
