"""Finding papers by what a person types, and the two of one region that a comparison starts from."""

from __future__ import annotations

from kg.errors import QueryError
from kg.identity import fold
from kg.model import Graph, Node
from kg.reports.select import Links, paper_year


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
    """The papers asked for; where none is named, the first and last of the region with most papers. None without such.

    Raises `QueryError` where only one is named, or a name fits none or several.
    """
    if old and new:
        return find_paper(graph, old), find_paper(graph, new)
    if old or new:
        raise QueryError("name both papers: old=... and new=..., each by part of its title or its 文号")
    return _first_and_last(graph, links)


def _first_and_last(graph: Graph, links: Links) -> tuple[str, str] | None:
    regions: dict[str, list[Node]] = {}
    for edge in links.of("APPLIES_TO"):
        node = graph.nodes[edge.source]
        if node.label == "Document" and node.properties.get("ingested") and paper_year(node) and links.into(
                "STATED_IN", node.id):
            regions.setdefault(edge.target, []).append(node)
    most = max(regions.values(), key=len, default=[])
    if len(most) < 2:
        return None
    ordered = sorted(most, key=lambda n: (paper_year(n) or 0, str(n.properties.get("issued_on")), n.id))
    return ordered[0].id, ordered[-1].id
