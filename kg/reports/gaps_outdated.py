"""What a paper names though its time was over: bodies merged before it was issued, repealed papers, old standards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Edge, Graph
from kg.reports.report import Column, Row, Table, Words, counted_row
from kg.reports.select import RESTS, ROLES, Links, Selection
from kg.reports.years import paper_year

_NAME_COLUMNS = (
    Column("problem", "问题", "Problem", coded=True),
    Column("body", "机构", "Body"), Column("year", "撤并年份", "Merged in", "count"),
    Column("heir", "承接机构", "Taken over by"),
    Column("paper", "文件", "Paper"), Column("issued", "发文年", "Issued", "count"),
    Column("lines", "原文处", "Places", "count"),
)
_CITED_COLUMNS = (
    Column("problem", "问题", "Problem", coded=True), Column("cited", "所引", "Cited"),
    Column("newer", "现行或后出", "Newer"),
    Column("paper", "文件", "Paper"), Column("issued", "发文年", "Issued", "count"),
    Column("lines", "原文处", "Places", "count"),
)
_CITED_NOTE = Words("废止、修订与标准新版只与图谱内的文件和标准相比；规划期取自所引文件的标题。",
                    "Repeals, amendments and newer editions as far as this graph knows them; a plan's years are those in "
                    "its title.")
_STANDARD = re.compile(r"^(?P<number>.+?)\s*[—–-]\s*(?P<year>(?:19|20)\d\d)$")
_YEARS = re.compile(r"(?:19|20)\d\d\s*年?\s*[—–－~～至-]+\s*(?P<last>(?:19|20)\d\d)")
_FIVE_YEARS = {"九五": 2000, "十五": 2005, "十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_PLAN = re.compile(r"[“\"‘]?(?P<plan>九五|十一五|十二五|十三五|十四五|十五五|十五)[”\"’]?(?!年)")


def names_table(graph: Graph, links: Links, chosen: Selection) -> Table:
    """Bodies named in a paper issued after the year in which another took over their work.

    First those whose successor some paper names: there the reform is known to have come.
    """
    lines: dict[tuple[str, str], list[Edge]] = {}
    for duty in chosen.duties:
        lines.setdefault((duty.edge.source, chosen.paper_of[duty.task]), []).append(duty.edge)
    rows = [row for (body, paper), said in sorted(lines.items()) for row in _name_rows(graph, links, body, paper, said)]
    rows.sort(key=lambda r: r[0].value != _KNOWN)
    return Table("names", Words("文件发布时已撤并的机构", "Bodies merged before the paper"), _NAME_COLUMNS, tuple(rows))


_KNOWN, _USUAL = "旧名，同地文件已用新名", "按改革通例已撤并"


def _name_rows(graph: Graph, links: Links, body: str, paper: str, said: list[Edge]) -> Iterator[Row]:
    heirs = links.into("SUCCEEDS", body)
    since = min((e.properties["year"] for e in heirs if "year" in e.properties), default=None)
    issued = paper_year(graph.nodes[paper])
    if since is not None and issued is not None and issued > since:
        names = "、".join(graph.nodes[e.source].name for e in heirs)
        seen = [e for heir in heirs for type_ in (*ROLES, "ISSUES") for e in links.out(type_, heir.source)]
        yield counted_row(_KNOWN if seen else _USUAL, graph.nodes[body].name, since, names, graph.nodes[paper].name,
                          issued, lines=said)


def cited_table(graph: Graph, links: Links, papers: set[str]) -> Table:
    """Old editions of standards, papers repealed or amended before, and plans whose years were over."""
    rows = [*_old_standards(graph, links, papers), *_superseded(graph, links, papers), *_over(graph, links, papers)]
    return Table("cited", Words("引用已废止文件、过期规划或旧版标准", "Outdated papers and standards"), _CITED_COLUMNS,
                 tuple(rows), _CITED_NOTE)


def _old_standards(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    editions: dict[str, dict[int, str]] = {}
    for node in graph.of_label("Standard"):
        if match := _STANDARD.match(str(node.properties.get("code", ""))):
            editions.setdefault(match["number"], {})[int(match["year"])] = node.id
    rows = []
    for years in (editions[number] for number in sorted(editions)):
        newest = years[max(years)]
        for id_ in (years[y] for y in sorted(years) if years[y] != newest):
            for edge in (e for e in links.into("CITES", id_) if e.source in papers):
                code = str(graph.nodes[newest].properties["code"])
                citing = graph.nodes[edge.source]
                rows.append(counted_row("旧版标准", graph.nodes[id_].properties["code"], code, citing.name,
                                        paper_year(citing), lines=[edge]))
    return rows


def _superseded(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    """Citations of a paper by one issued in or after the year in which another repealed or amended it."""
    rows = []
    for problem, relation in (("已废止", "repeals"), ("已修订", "amends")):
        for end in (e for e in links.of("CITES") if e.properties.get("relation") == relation):
            since = paper_year(graph.nodes[end.source])
            for edge in links.into("CITES", end.target):
                issued = paper_year(graph.nodes[edge.source])
                later = since is not None and issued is not None and issued >= since and edge.source != end.source
                if later and edge.source in papers and edge.properties.get("relation") != relation:
                    rows.append(counted_row(problem, graph.nodes[end.target].name, graph.nodes[end.source].name,
                                            graph.nodes[edge.source].name, issued, lines=[edge, end]))
    return rows


def _over(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    """Plans that a paper rests on though their last year lay before its own."""
    rows = []
    for edge in links.of("CITES"):
        last = last_year(graph.nodes[edge.target].name)
        issued = paper_year(graph.nodes[edge.source])
        if edge.source in papers and edge.properties.get("relation") in RESTS and last and issued and last < issued:
            rows.append(counted_row("规划期已过", graph.nodes[edge.target].name, None, graph.nodes[edge.source].name,
                                    issued, lines=[edge]))
    return rows


def last_year(title: str) -> int | None:
    """The last year that a plan is for, by its title: (2016—2020年), “十三五”."""
    if years := list(_YEARS.finditer(title)):
        return int(years[-1]["last"])
    plan = _PLAN.search(title)
    return _FIVE_YEARS[plan["plan"]] if plan else None
