"""Finding papers by what a person types, and the two of one region that a comparison starts from."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

from kg.errors import QueryError
from kg.identity import fold
from kg.model import Graph, Node
from kg.reports.report import Words
from kg.reports.select import ROLES, Links
from kg.reports.years import paper_year

_MIN_DUTIES = 3
NO_PAIR = Words("没有同一地区、不同年份的两份计划可比；请指定两份文件：-p old=… -p new=…（标题的一部分或文号）。",
                "No region has plans of two years here; name two papers: -p old=... -p new=... (part of a title, or 文号).")
_DIGITS = re.compile(r"[0-9〇零一二三四五六七八九十]+")


def find_paper(graph: Graph, wanted: str) -> str:
    """The id of the one paper read with this 文号, or this in its title. Raises `QueryError` for none or several."""
    key = fold(wanted)
    read = [n for n in graph.of_label("Document") if n.properties.get("ingested")]
    exact = [n for n in read if key in (fold(str(n.properties.get("doc_no", ""))), fold(n.name))]
    found = exact or [n for n in read if key in fold(str(n.properties["title"]))]
    if len(found) != 1:
        said = "; ".join(sorted(n.name for n in found)[:5]) or "none"
        raise QueryError(f"{wanted} names {len(found)} papers ({said}); give more of the title, or the 文号")
    return found[0].id


def two_papers(graph: Graph, links: Links, *, old: str | None, new: str | None) -> tuple[str, str] | None:
    """The papers asked for; where none is named, the two of one region whose titles are most alike. None without such.

    Raises `QueryError` where only one is named, or a name fits none or several.
    """
    if old and new:
        return find_paper(graph, old), find_paper(graph, new)
    if old or new:
        raise QueryError("name both papers: old=... and new=..., each by part of its title or its 文号")
    return most_alike(graph, links)


def most_alike(graph: Graph, links: Links) -> tuple[str, str] | None:
    """Earlier and later of the two papers of one region, of different years, that have the likest titles.

    Only papers with some tasks that name a body count: others are no plans to compare.
    """
    duties = Counter(e.properties.get("doc") for type_ in ROLES for e in links.of(type_))
    by_region: dict[str, list[Node]] = {}
    for edge in links.of("APPLIES_TO"):
        node = graph.nodes[edge.source]
        if node.label == "Document" and paper_year(node) and duties[node.id] >= _MIN_DUTIES:
            by_region.setdefault(edge.target, []).append(node)
    pairs = [(-_likeness(a, b), a.id, b.id) for _, papers in sorted(by_region.items())
             for a, b in combinations(sorted(papers, key=_date), 2) if paper_year(a) != paper_year(b)]
    return min(pairs)[1:] if pairs else None


def _date(node: Node) -> tuple[str, str]:
    p = node.properties
    return str(p.get("issued_on") or p.get("published_on") or p.get("period_start")), node.id


def _likeness(a: Node, b: Node) -> float:
    """Of two titles, years and digits left out."""
    one, other = (_DIGITS.sub("", fold(str(n.properties["title"]))) for n in (a, b))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
