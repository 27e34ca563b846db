"""What a page shows: sets of node ids, chosen from a graph. Pure; unknown names raise `GraphError` with near ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from kg.errors import GraphError
from kg.identity import fold
from kg.model import Graph, Node
from viz.links import Links

DUTIES = ("LEADS", "RESPONSIBLE_FOR", "COOPERATES")
Source = Graph | Links


class Chosen(set[str]):
    """Ids of nodes to draw, and the one that the page is about, which is drawn in the middle."""

    def __init__(self, ids: Iterable[str], centre: str) -> None:
        super().__init__(ids)
        self.centre = centre


def ego(graph: Source, node_id: str, depth: int = 1, limit: int = 300) -> Chosen:
    """A node and all within `depth` steps of it, at most `limit` nodes: nearer ones first, then those with most links.

    Raises `GraphError` when the graph has no such node.
    """
    links = Links.of(graph)
    if node_id not in links.graph.nodes:
        raise GraphError(f"the graph has no node {node_id}; nodes.jsonl lists the ids")
    kept, ring = {node_id}, [node_id]
    for _ in range(depth):
        reached = {other for id_ in ring for _, other in links.around(id_)} - kept
        ring = _foremost(links, reached)[: max(0, limit - len(kept))]
        kept.update(ring)
    return Chosen(kept, node_id)


def by_agency(graph: Source, name: str, limit: int = 300) -> Chosen:
    """A body, all it stands in relation to, the papers of its tasks, and the bodies it shares most tasks with."""
    links = Links.of(graph)
    id_ = find(links, "Agency", name).id
    return Chosen(around_agency(links, id_, limit), id_)


def around_agency(links: Links, id_: str, limit: int) -> set[str]:
    """As `by_agency`, for an id."""
    near = [other for _, other in links.around(id_)]
    tasks = links.targets(id_, *DUTIES)
    papers = [doc for task in tasks for doc in links.targets(task, "STATED_IN")]
    shared: dict[str, int] = {}
    for task in tasks:
        for body in links.sources(task, *DUTIES):
            shared[body] = shared.get(body, 0) + 1
    partners = sorted(shared, key=lambda body: (-shared[body], body))[:15]
    return cap(links, [id_, *papers, *_foremost(links, set(near)), *partners], limit)


def by_region(graph: Source, name: str, limit: int = 300) -> Chosen:
    """A region, its papers with what they state, the bodies that serve it, the regions next to it in the tree."""
    links = Links.of(graph)
    id_ = find(links, "Region", name).id
    return Chosen(around_region(links, id_, limit), id_)


def around_region(links: Links, id_: str, limit: int) -> set[str]:
    """As `by_region`, for an id."""
    papers = [d for d in links.sources(id_, "APPLIES_TO") if links.node(d).label == "Document"]
    tree = [*links.targets(id_, "PART_OF"), *links.sources(id_, "PART_OF")]
    bodies = _foremost(links, set(links.sources(id_, "SERVES")))
    stated = {s for paper in papers for s in links.sources(paper, "STATED_IN")}
    acting = {body for task in stated for body in links.sources(task, *DUTIES)}
    rest = _foremost(links, stated | acting)
    return cap(links, [id_, *papers, *tree[:20], *bodies[: limit // 3], *rest], limit)


def by_paper(graph: Source, title: str, limit: int = 420) -> Chosen:
    """A paper with what it states, who acts in it, what it cites and the regions it names."""
    links = Links.of(graph)
    id_ = find(links, "Document", title).id
    return Chosen(around_paper(links, id_, limit), id_)


def around_paper(links: Links, id_: str, limit: int) -> set[str]:
    """As `by_paper`, for an id."""
    stated = links.sources(id_, "STATED_IN")
    bodies = {body for task in stated for body in links.sources(task, *DUTIES)}
    near = {other for _, other in links.around(id_)} - set(stated)
    return cap(links, [id_, *_foremost(links, bodies), *_foremost(links, set(stated)), *_foremost(links, near)], limit)


def around_indicator(links: Links, id_: str, limit: int) -> set[str]:
    """An indicator, its figures, the papers that state them and the regions they are for."""
    figures = links.sources(id_, "QUANTIFIES")
    places = [other for f in figures for other in links.targets(f, "STATED_IN", "APPLIES_TO")]
    return cap(links, [id_, *figures, *places], limit)


def from_rows(graph: Source, rows: Iterable[Mapping[str, Any] | Sequence[Any]]) -> set[str]:
    """Nodes that query rows name, by id or by full name, wherever in a row they stand.

    Raises `GraphError` when no row names one.
    """
    links = Links.of(graph)
    names: dict[str, list[str]] = {}
    for node in links.graph.nodes.values():
        names.setdefault(node.name, []).append(node.id)
    found: set[str] = set()
    for word in _words(list(rows)):
        found.update([word] if word in links.graph.nodes else names.get(word, ()))
    if not found:
        raise GraphError("no row of the answer names a node of the graph; return ids or names in the query")
    return found


def find(graph: Source, label: str, name: str) -> Node:
    """The node of a label known by an id, a name, a title, a short name or an alias, or that alone holds the words.

    Raises `GraphError` naming the nearest ones when none or several fit.
    """
    links = Links.of(graph)
    nodes = [node for node in links.graph.sorted_nodes() if node.label == label]
    wanted = fold(name)
    for fits in (_is(name, wanted), _has(wanted)):
        hits = [node for node in nodes if fits(node)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            best = [links.node(i) for i in _foremost(links, {n.id for n in hits})][:5]
            raise GraphError(f"{label} {name} may be any of {len(hits)}: {_list(best)}; give one in full")
    near = get_close_matches(name, [node.name for node in nodes], n=5, cutoff=0.3)
    raise GraphError(f"no {label} is called {name}; nearest: {'、'.join(near) or 'none'}")


def cap(links: Links, wanted: Iterable[str], limit: int) -> set[str]:
    """The first `limit` different ids that the graph knows."""
    known = dict.fromkeys(id_ for id_ in wanted if id_ in links.graph.nodes)
    return set(list(known)[:limit])


def _foremost(links: Links, ids: set[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (-links.degree(id_), id_))


def _called(node: Node) -> list[str]:
    p = node.properties
    return [node.name, str(p.get("title", "")), *p.get("short_names", ()), *p.get("aliases", ())]


def _is(name: str, wanted: str) -> Callable[[Node], bool]:
    return lambda node: node.id == name or bool(wanted) and any(fold(word) == wanted for word in _called(node))


def _has(wanted: str) -> Callable[[Node], bool]:
    return lambda node: bool(wanted) and wanted in fold(node.name)


def _list(nodes: Sequence[Node]) -> str:
    return "、".join(node.name for node in nodes)


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [w for part in value.values() for w in _words(part)]
    if isinstance(value, Iterable):
        return [w for part in value for w in _words(part)]
    return []
