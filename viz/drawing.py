"""A chosen part of a graph as a page's data: pyvis nodes and edges, properties, and the facts behind each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kg.model import Edge, Node
from viz.captions import foremost_captions, node_caption, swell
from viz.layout import Point, forces, rings
from viz.links import Links
from viz.network import PageNetwork
from viz.style import line_width, node_size, shape, style

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"font": {"size": 13, "vadjust": -2}, "borderWidth": 1.5, "borderWidthSelected": 4,
              "scaling": {"label": {"drawThreshold": 9}}},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.45}}, "selectionWidth": 2.5, "hoverWidth": 1.5},
}
_MOST_ARROWS = 1500  # lines; on a fuller page heads are specks, and drawing them is half the time to open it
_HIDDEN = ("sha256", "text_file")
Address = Callable[[str], str | None]


def draw(links: Links, ids: set[str], data: dict[str, Any], *, centre: str | None = None,
         address: Address | None = None, arrows: bool = True, shared: str | None = None) -> PageNetwork:
    """A page with these nodes and what joins them.

    Takes `data` (title, lang, tables, …) and adds `props` by node id, `facts` by line id, `docs` by paper id and
    `quotes`, which facts index. Several relationships between two nodes are one line. With a `centre` the nodes lie on
    rings around it; `address` tells the page of a node, relative to this one.
    """
    merged = _merge(links.within(ids))
    pairs = list(merged)
    places = _places(links, ids, pairs, centre)
    page = PageNetwork(data, arrows=arrows and len(pairs) <= _MOST_ARROWS, shared=shared)
    page.options = _OPTIONS | {"interaction": _OPTIONS["interaction"] | {"hideEdgesOnDrag": len(pairs) > _MOST_ARROWS}}
    degree = _degrees(ids, pairs)
    for id_ in places:
        node = links.node(id_)
        x, y = places[id_]
        page.add_node(id_, node_caption(node), shape=shape(node.label), group=node.label, x=round(x), y=round(y),
                      size=node_size(degree[id_]))
    swell(page.nodes)
    foremost_captions(page.nodes, degree)
    facts = Facts()
    for at, ((a, b), edges) in enumerate(merged.items()):
        page.add_edge(a, b, id=f"e{at}", width=line_width(_weight(edges)))
        facts.add(f"e{at}", a, edges)
    data |= {"centre": centre, "props": {i: _properties(links.node(i)) for i in places}, "facts": facts.rows,
             "quotes": list(facts.quotes), "docs": describe_papers(links, facts.papers, address),
             "pages": _addresses(places, address)}
    return page


def _merge(edges: Iterable[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Relationships by the two nodes they join, whichever way; the first one gives the direction."""
    lines: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        ends = edge.source, edge.target
        lines.setdefault(ends if ends[::-1] not in lines else ends[::-1], []).append(edge)
    return lines


def _places(links: Links, ids: set[str], pairs: list[tuple[str, str]], centre: str | None) -> dict[str, Point]:
    def rank(id_: str) -> tuple[int, list[str], str]:
        node = links.node(id_)
        return _rank(node.label), _path(str(node.properties.get("path", ""))), id_

    order = sorted(ids, key=rank)
    if centre is None:
        return forces(order, pairs)
    levels = _levels(links, order, centre, pairs)
    return rings(centre, levels, pairs, keep=1 if len(levels[1]) > len(levels[0]) else 0)


def _levels(links: Links, order: list[str], centre: str, pairs: list[tuple[str, str]]) -> list[list[str]]:
    """Rings from the inside: for a paper or region who, does what, towards which figures; else near and further."""
    if links.node(centre).label in ("Document", "Region"):
        own = links.node(centre).label  # papers cited by a paper, regions near a region: outside
        ring = {id_: 2 if links.node(id_).label == own else _ring(links.node(id_)) for id_ in order}
    else:
        near = {end for pair in pairs if centre in pair for end in pair}
        ring = {id_: 0 if id_ in near else 1 for id_ in order}
    return [[i for i in order if i != centre and ring[i] == level] for level in range(3)]


def _ring(node: Node) -> int:
    table = style()["rings"]
    return int(table.get(str(node.properties.get("kind")), table.get(node.label, 2)))


def _path(path: str) -> list[str]:
    """A section path in an order that counts 2 before 10."""
    return [part.zfill(3) for part in path.split("/")]


def _rank(label: str) -> int:
    kinds = list(style()["kinds"])
    return kinds.index(label) if label in kinds else len(kinds)


def _degrees(ids: set[str], pairs: list[tuple[str, str]]) -> dict[str, int]:
    degree = dict.fromkeys(ids, 0)
    for a, b in pairs:
        degree[a] += 1
        degree[b] += 1
    return degree


def _weight(edges: list[Edge]) -> int:
    return sum(edge.properties.get("count", 1) for edge in edges)


def _properties(node: Node) -> dict[str, Any]:
    return {k: v for k, v in node.properties.items() if k not in _HIDDEN}


def _addresses(ids: Iterable[str], address: Address | None) -> dict[str, str]:
    found = ((i, address(i)) for i in ids) if address else ()
    return {i: target for i, target in found if target}


def year_of(node: Node) -> int | None:
    """The year that a paper is of: of its date, else the first one of its period."""
    p = node.properties
    date = str(p.get("issued_on") or p.get("published_on") or "")
    return int(date[:4]) if date[:4].isdigit() else p.get("period_start")


def describe_papers(links: Links, ids: Iterable[str], address: Address | None) -> dict[str, Any]:
    """By paper id: its title, its year, the page its text stands on."""
    rows = {}
    for id_ in sorted(set(ids)):
        if id_ in links.graph.nodes:
            row = {"title": links.node(id_).name, "year": year_of(links.node(id_)),
                   "page": address(id_) if address and id_ in links.graph.texts else None}
            rows[id_] = {k: v for k, v in row.items() if v is not None}
    return rows


class Facts:
    """The relationships behind each line, with every sentence kept once.

    `rows[line]` lists objects with `type`, the properties of the relationship, `quote` (index into `quotes`) and
    `back` where the fact runs against the line's direction.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.quotes: dict[str, int] = {}
        self.papers: set[str] = set()

    def add(self, line: str, first: str, edges: list[Edge]) -> None:
        """Take in the relationships of one line that starts at node `first`."""
        self.rows[line] = [self._row(first, edge) for edge in edges]

    def _row(self, first: str, edge: Edge) -> dict[str, Any]:
        row = {"type": edge.type} | dict(edge.properties)
        quote = row.pop("evidence", None)
        if quote is not None:
            row["quote"] = self.quotes.setdefault(quote, len(self.quotes))
        if "doc" in row:
            self.papers.add(row["doc"])
        return row | ({"back": 1} if edge.source != first else {})
