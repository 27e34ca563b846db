"""What a paper rests on and what rests on it: from nation to county, how long it took, and what is not at hand."""

from __future__ import annotations

from kg.errors import QueryError
from kg.identity import fold
from kg.model import Edge, Graph, Node
from kg.reports.figures import LEVEL_NAMES, LEVELS
from kg.reports.lineage_levels import (
    chain_length,
    is_law,
    issued_in,
    issued_on,
    ladder_table,
    lags_table,
    months_between,
    paper_level,
    years_between,
)
from kg.reports.report import Cell, Chart, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import RESTS, Links

_RELATIONS = {"basis": "依据", "implements": "贯彻落实", "forwards": "转发", "amends": "修订", "repeals": "废止",
              "mention": "提及"}
_LINK_COLUMNS = (
    Column("paper", "文件", "Paper"), Column("level", "层级", "Level", coded=True), Column("issued", "成文日期", "Issued"),
    Column("relation", "关系", "Relation", coded=True), Column("cited", "所引文件", "Cites"),
    Column("cited_level", "所引层级", "Its level", coded=True),
    Column("cited_issued", "所引日期", "Its date", brief=False), Column("cited_year", "所引年份", "Its year", "count"),
    Column("lag", "间隔月数", "Months between", "count"), Column("years", "间隔年数", "Years between", "count"),
    Column("read", "已读入", "At hand", coded=True), Column("times", "引用处", "Places", "count"),
)
_PAPER_COLUMNS = (
    Column("paper", "文件", "Paper"), Column("level", "层级", "Level", coded=True), Column("issued", "成文日期", "Issued"),
    Column("cites", "引用文件", "Papers cited", "count"), Column("laws", "引用法律", "Laws cited", "count"),
    Column("standards", "引用标准", "Standards cited", "count"), Column("cited_by", "被引用", "Cited by", "count"),
    Column("depth", "依据链长", "Chain length", "count"),
)
_MISSING_COLUMNS = (
    Column("cited", "未读入的文件", "Paper not at hand"), Column("level", "层级", "Level", coded=True),
    Column("papers", "引用它的文件数", "Papers citing it", "count"),
    Column("rests", "其中作为依据", "As ground", "count"),
)


def lineage(graph: Graph, *, paper: str | None = None) -> Report:
    """Citations between papers with level and lag, the place of each paper, and cited papers that are not at hand.

    `paper` (part of title or 文号) keeps what it rests on and what rests on it, at any distance. Laws and standards are
    counted, not listed as papers. Raises `QueryError` where no paper has that title.
    """
    links = Links(graph)
    cites = [e for e in links.of("CITES") if graph.nodes[e.target].label == "Document"]
    if paper:
        cites = _around(cites, _named(graph, paper))
    tables = tuple(make(graph, links, cites) for make in (_links_table, ladder_table, lags_table, _papers_table,
                                                          _missing_table))
    chart = Chart("bars", Words("引用最多而未读入的文件", "Cited most, not at hand"), "missing", "papers", "cited")
    return Report("lineage", Words("政策脉络", "Lineage"), tables, (chart,), _NOTES,
                  paper_titles(graph))


_NOTES = (
    Words("间隔月数：所引文件成文至本文件成文，两个日期都已知时才有；间隔年数用成文日期或文号、标题中的年份，未读入的文件也有。负数说明日期或引用可疑。依据链长：依据、贯彻落实、转发三种关系首尾相接的最长链。",
          "Months between: from the cited paper's date to this one's, where both are known; years between: by the year in "
          "its 文号 or title too, so of papers not at hand as well. Below zero, doubt one of them. Chain length: the "
          "longest chain of basis, implements, forwards."),
    Words("未读入文件的层级由发文机关推断，推断不出则空。",
          "The level of a paper not at hand follows from its issuer, where known."),
)


def _named(graph: Graph, paper: str) -> set[str]:
    wanted = fold(paper)
    found = {n.id for n in graph.of_label("Document")
             if wanted in fold(str(n.properties["title"])) or wanted == fold(str(n.properties.get("doc_no", "")))}
    if not found:
        raise QueryError(f"no paper named {paper} in this graph; give part of its title or its 文号")
    return found


def _around(cites: list[Edge], start: set[str]) -> list[Edge]:
    """The citations on the ways up from, and down to, these papers."""
    kept: set[tuple[str, str]] = set()
    for near, far in (("source", "target"), ("target", "source")):
        reached, fresh = set(start), set(start)
        while fresh:
            steps = [e for e in cites if getattr(e, near) in fresh]
            kept |= {(e.source, e.target) for e in steps}
            fresh = {getattr(e, far) for e in steps} - reached
            reached |= fresh
    return [e for e in cites if (e.source, e.target) in kept]


def _links_table(graph: Graph, links: Links, cites: list[Edge]) -> Table:
    grouped: dict[tuple[str, str], list[Edge]] = {}
    for edge in cites:
        if not is_law(graph.nodes[edge.target]):
            grouped.setdefault((edge.source, edge.target), []).append(edge)
    rows = sorted((_link_row(graph, links, edges) for edges in grouped.values()),
                  key=lambda r: (r[2].value is None, str(r[2].value), str(r[0].value), str(r[4].value)))
    return Table("links", Words("引用关系", "Citations between papers"), _LINK_COLUMNS, tuple(rows))


def _link_row(graph: Graph, links: Links, edges: list[Edge]) -> Row:
    paper, cited = graph.nodes[edges[0].source], graph.nodes[edges[0].target]
    strongest = min((str(e.properties.get("relation", "mention")) for e in edges), key=list(_RELATIONS).index)
    level, cited_level = (paper_level(graph, links, n.id) for n in (paper, cited))
    values = (paper.name, LEVEL_NAMES.get(level or ""), issued_on(paper), _RELATIONS[strongest], cited.name,
              LEVEL_NAMES.get(cited_level or ""), issued_on(cited), issued_in(cited),
              months_between(issued_on(cited), issued_on(paper)), years_between(cited, paper),
              "是" if cited.properties.get("ingested") else "否", len(edges))
    return tuple(Cell(v, tuple(edges) if c.kind == "count" else ()) for c, v in zip(_LINK_COLUMNS, values, strict=True))


def _papers_table(graph: Graph, links: Links, cites: list[Edge]) -> Table:
    rests = {(e.source, e.target) for e in cites if e.properties.get("relation") in RESTS}
    papers = [n for n in graph.of_label("Document") if n.properties.get("ingested")]
    shown = {end for e in cites for end in (e.source, e.target)}
    rows = [_paper_row(graph, links, n, cites, rests) for n in papers if n.id in shown]
    rows.sort(key=lambda r: (_rank(r[1].value), str(r[2].value), str(r[0].value)))
    return Table("papers", Words("各文件的位置", "The place of each paper"), _PAPER_COLUMNS, tuple(rows))


def _rank(level: object) -> int:
    names = [LEVEL_NAMES[k] for k in LEVELS]
    return names.index(str(level)) if level in names else len(names)


def _paper_row(graph: Graph, links: Links, paper: Node, cites: list[Edge], rests: set[tuple[str, str]]) -> Row:
    out = links.out("CITES", paper.id)
    laws = [e for e in out if is_law(graph.nodes[e.target])]
    standards = [e for e in out if graph.nodes[e.target].label == "Standard"]
    papers = [e for e in out if e not in laws and e not in standards]
    into = [e for e in cites if e.target == paper.id]
    grounds = [e for e in out if e.properties.get("relation") in RESTS]
    counted = [Cell(len({e.target for e in edges}), tuple(edges)) for edges in (papers, laws, standards)]
    return (Cell(paper.name), Cell(LEVEL_NAMES.get(paper_level(graph, links, paper.id) or "")), Cell(issued_on(paper)),
            *counted, Cell(len({e.source for e in into}), tuple(into)), Cell(chain_length(paper.id, rests), tuple(grounds)))


def _missing_table(graph: Graph, links: Links, cites: list[Edge]) -> Table:
    grouped: dict[str, list[Edge]] = {}
    for edge in cites:
        node = graph.nodes[edge.target]
        if not node.properties.get("ingested") and not is_law(node):
            grouped.setdefault(edge.target, []).append(edge)
    rows = []
    for target, edges in grouped.items():
        rests = [e for e in edges if e.properties.get("relation") in RESTS]
        level = LEVEL_NAMES.get(paper_level(graph, links, target) or "")
        rows.append((Cell(graph.nodes[target].name), Cell(level), Cell(len({e.source for e in edges}), tuple(edges)),
                     Cell(len({e.source for e in rests}), tuple(rests))))
    rows.sort(key=lambda r: (-int(r[2].value or 0), -int(r[3].value or 0), str(r[0].value)))
    return Table("missing", Words("引用而未读入的文件", "Cited, not at hand"), _MISSING_COLUMNS, tuple(rows),
                 Words("按引用它的文件数排序；补齐前几份最能补全脉络。",
                       "By papers citing; the first are worth adding first."))
