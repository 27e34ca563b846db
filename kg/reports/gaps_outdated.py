"""What a paper names though its time was over: bodies merged before it was issued, repealed papers, old standards."""

from __future__ import annotations

import re

from kg.model import Edge, Graph
from kg.reports.report import Column, Row, Table, Words, counted_row
from kg.reports.select import Links, Selection, paper_year

_NAME_COLUMNS = (
    Column("body", "机构", "Body"), Column("year", "撤并年份", "Merged in", "count"),
    Column("heir", "承接机构", "Taken over by"),
    Column("paper", "文件", "Paper"), Column("issued", "发文年", "Issued", "count"),
    Column("lines", "原文处", "Places", "count"),
)
_CITED_COLUMNS = (
    Column("problem", "问题", "Problem"), Column("cited", "所引", "Cited"), Column("newer", "现行或后出", "Newer"),
    Column("paper", "文件", "Paper"), Column("lines", "原文处", "Places", "count"),
)
_STANDARD = re.compile(r"^(?P<number>.+?)\s*[—–-]\s*(?P<year>(?:19|20)\d\d)$")


def names_table(graph: Graph, links: Links, chosen: Selection) -> Table:
    """Bodies named in a paper issued after the year in which another took over their work."""
    lines: dict[tuple[str, str], list[Edge]] = {}
    for duty in chosen.duties:
        lines.setdefault((duty.agency, chosen.paper_of[duty.task]), []).append(duty.edge)
    rows = []
    for (body, paper), said in sorted(lines.items()):
        heirs = links.into("SUCCEEDS", body)
        since = min((e.properties["year"] for e in heirs if "year" in e.properties), default=None)
        issued = paper_year(graph.nodes[paper])
        if since is not None and issued is not None and issued > since:
            names = "、".join(graph.nodes[e.source].name for e in heirs)
            rows.append(counted_row(graph.nodes[body].name, since, names, graph.nodes[paper].name, issued, lines=said))
    return Table("names", Words("文件发布时已撤并的机构", "Bodies that no longer existed"), _NAME_COLUMNS, tuple(rows))


def cited_table(graph: Graph, links: Links, papers: set[str]) -> Table:
    rows = [*_old_standards(graph, links, papers), *_repealed(graph, links, papers)]
    return Table("cited", Words("引用已废止文件或旧版标准", "Repealed papers and old standards cited"), _CITED_COLUMNS,
                 tuple(rows), Words("只与图谱内的文件和标准相比。", "As far as this graph knows newer ones."))


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
                rows.append(counted_row("旧版标准", graph.nodes[id_].properties["code"], code,
                                        graph.nodes[edge.source].name, lines=[edge]))
    return rows


def _repealed(graph: Graph, links: Links, papers: set[str]) -> list[Row]:
    rows = []
    for end in (e for e in links.of("CITES") if e.properties.get("relation") == "repeals"):
        since = paper_year(graph.nodes[end.source])
        for edge in links.into("CITES", end.target):
            issued = paper_year(graph.nodes[edge.source])
            later = since is not None and issued is not None and issued >= since and edge.source != end.source
            if later and edge.source in papers and edge.properties.get("relation") != "repeals":
                rows.append(counted_row("已废止", graph.nodes[end.target].name, graph.nodes[end.source].name,
                                        graph.nodes[edge.source].name, lines=[edge, end]))
    return rows
