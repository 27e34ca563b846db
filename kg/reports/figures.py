"""Targets of a graph as flat records: whose figure for which indicator, by when, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Edge, Graph, Node
from kg.reports.select import Links
from kg.reports.years import paper_year

LEVELS = ("national", "province", "prefecture", "county", "zone", "township")
LEVEL_NAMES = {"national": "国家", "province": "省", "prefecture": "市", "county": "县", "zone": "功能区",
               "township": "乡镇"}


_RATES = re.compile(r"^(?:[%％‰分度级岁年月天日时]|个?百分点|小时|分钟|个?工作日|.*/.*|每.*)?$")


@dataclass(frozen=True)
class Figure:
    """One target. `region` and `indicator` are ids; `evidence` the line that states it; `issued` its paper's year."""

    node: Node
    indicator: str
    region: str | None
    paper: str
    issued: int | None
    evidence: Edge

    @property
    def value(self) -> float:
        return float(self.node.properties["value"])

    @property
    def year(self) -> int | None:
        """The year by which, where the paper says so."""
        year = self.node.properties.get("year")
        return int(year) if year is not None else None

    @property
    def low_is_better(self) -> bool:
        return bool(self.node.properties["op"] in {"<", "<="})

    @property
    def is_range(self) -> bool:
        return bool(self.node.properties["op"] == "range")

    @property
    def is_rate(self) -> bool:
        """A rate, score, concentration or time, which can be stricter or looser; not a total, which grows with years."""
        return bool(_RATES.match(self.node.properties.get("unit", "")))

    def said(self) -> str:
        """Comparator, value and unit, as `≥94%`, `3–5个`; a plain `94%` where the paper names no bound."""
        p = self.node.properties
        signs = {">=": "≥", "<=": "≤", "range": "", "=": ""}
        upper = f"–{p['value_max']:g}" if p.get("value_max") is not None else ""
        return f"{signs.get(p['op'], p['op'])}{self.value:g}{upper}{p.get('unit', '')}"


def paper_period(paper: Node) -> str | None:
    """The years that a paper is for, as `2016–2020`."""
    p = paper.properties
    known = [str(p[k]) for k in ("period_start", "period_end") if k in p]
    return "–".join(dict.fromkeys(known)) or None


def figures(graph: Graph, links: Links) -> list[Figure]:
    """All targets, by indicator's name, then level and name of region, year, and id."""
    found = []
    for node in graph.of_label("Target"):
        indicator = links.first("QUANTIFIES", node.id)
        stated = links.out("STATED_IN", node.id)
        if indicator and stated:
            paper = stated[0].target
            region = links.first("APPLIES_TO", node.id) or links.first("APPLIES_TO", paper)
            found.append(Figure(node, indicator, region, paper, paper_year(graph.nodes[paper]), stated[0]))
    return sorted(found, key=lambda f: (graph.nodes[f.indicator].name, f.indicator, region_rank(graph, f.region),
                                        f.year or 0, f.node.id))


def region_rank(graph: Graph, region: str | None) -> tuple[int, str]:
    """Nation first, then provinces, cities, counties, zones; by code, then name within a level."""
    if region is None:
        return len(LEVELS), ""
    p = graph.nodes[region].properties
    level = p.get("level", "")
    return (LEVELS.index(level) if level in LEVELS else len(LEVELS)), f"{p.get('code', '')} {p['name']}"


def region_name(graph: Graph, region: str | None) -> str | None:
    return graph.nodes[region].name if region else None


def above(graph: Graph, links: Links, region: str) -> list[str]:
    """The regions a region is part of, nearest first; then those of higher levels whose papers its own papers cite."""
    chain: list[str] = []
    here = links.first("PART_OF", region)
    while here and here not in chain:
        chain.append(here)
        here = links.first("PART_OF", here)
    rank = region_rank(graph, region)[0]
    papers = [e.source for e in links.of("APPLIES_TO") if e.target == region]
    cited = {links.first("APPLIES_TO", e.target) for p in papers for e in links.out("CITES", p)}
    higher = {c for c in cited if c and region_rank(graph, c)[0] < rank}
    return [*chain, *sorted(higher - set(chain), key=lambda c: (-region_rank(graph, c)[0], c))]
