"""A graph without one of its papers, and the difference of two graphs. Pure; both stores apply what comes out.

Where each paper's share is kept (`kg.resolve.share`), the shares of the others are joined anew: what is left is the graph
of a build without the paper. A graph that has no shares, from another program, is read for what held each node:

A fact belongs to the paper in its `doc`; one that carries none and that a text states (a plan's `STATED_IN`, a paper's
`APPLIES_TO` known from the page only) belongs to the paper at its end. A node stays while a paper states something of
it, or while a node that stays needs it: a county needs its city, a body its region and the body that came after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import GraphError
from kg.model import Edge, Graph, Node
from kg.resolve import is_own, joined
from kg.schema import load_schema

NEEDS_TARGET = frozenset({"PART_OF", "QUANTIFIES", "SERVES"})  # while the source stays, the target does
NEEDS_SOURCE = frozenset({"SUCCEEDS", "MEMBER_OF"})  # while the target stays, the source does
_OF_A_CITATION = frozenset({"name", "title", "doc_no"})


@dataclass(frozen=True)
class Patch:
    """What turns one graph into another. `nodes` are new or changed ones, whole; relationships have no other identity
    than their key, so a changed one is gone and new. `labels` knows every node of both graphs."""

    gone_nodes: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    gone_edges: list[Edge] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    labels: Mapping[str, str] = field(default_factory=dict)

    def ends(self, edge: Edge) -> tuple[str, str, str]:
        """Type of a relationship and labels of its ends."""
        return edge.type, self.labels[edge.source], self.labels[edge.target]


def diff(old: Graph, new: Graph) -> Patch:
    """The patch from `old` to `new`. Relationships of nodes that go are named too."""
    return Patch(
        [old.nodes[i] for i in sorted(old.nodes.keys() - new.nodes.keys())],
        [n for n in new.sorted_nodes() if old.nodes.get(n.id) != n],
        [old.edges[k] for k in sorted(old.edges) if new.edges.get(k) != old.edges[k]],
        [new.edges[k] for k in sorted(new.edges) if old.edges.get(k) != new.edges[k]],
        {i: n.label for i, n in (old.nodes | new.nodes).items()},
    )


def owner(graph: Graph, edge: Edge) -> str | None:
    """The id of the paper that states a relationship; None for what follows from registries and structure."""
    if "doc" in edge.properties:
        return str(edge.properties["doc"])
    if not load_schema().relationships[edge.type].evidence:
        return None
    papers = [end for end in (edge.source, edge.target) if graph.nodes[end].label == "Document"]
    return papers[0] if papers else None


def subtract(graph: Graph, document: str) -> Graph:
    """The graph without what only that paper states. A paper that others cite stays as one merely cited.

    Raises `GraphError` when the graph holds no such paper.
    """
    if document not in graph.nodes or graph.nodes[document].label != "Document":
        raise GraphError(f"the graph holds no paper {document}; list them: kg query most_cited")
    if document in graph.shares and all(n.id in graph.shares for n in graph.nodes.values() if n.properties.get("ingested")):
        return _rejoined(graph, document)
    return _Subtraction(graph, document).result()


def _rejoined(graph: Graph, document: str) -> Graph:
    """The shares of the others joined, with their own nodes and what hangs on those."""
    shares = {d: s for d, s in graph.shares.items() if d != document}
    left = joined(shares)
    gone = {e.source for e in graph.edges.values() if e.target == document and e.type == "STATED_IN"}
    own = {i: n for i, n in graph.nodes.items() if is_own(n) and i not in gone}
    left.nodes |= own
    left.edges |= {k: e for k, e in graph.edges.items() if e.source in own or e.target in own}
    left.shares = shares
    return _without_text(left, graph, document)


def _without_text(left: Graph, graph: Graph, document: str) -> Graph:
    texts = {k: v for k, v in graph.texts.items() if k != document}
    return replace(left, texts=texts, ledger=[entry for entry in graph.ledger if entry.doc != document])


class _Subtraction:
    """Takes the paper's facts out, then whatever nothing holds any more, from node to node."""

    def __init__(self, graph: Graph, document: str) -> None:
        self.before, self.document = graph, document
        self.nodes = dict(graph.nodes)
        owned = {k for k, e in graph.edges.items() if owner(graph, e) == document}
        self.edges = {k: e for k, e in graph.edges.items() if k not in owned}
        self.at: dict[str, list[Edge]] = defaultdict(list)
        for edge in graph.edges.values():
            self.at[edge.source].append(edge)
            self.at[edge.target].append(edge)
        self.touched = {end for k in owned for end in (graph.edges[k].source, graph.edges[k].target)} | {document}

    def result(self) -> Graph:
        suspects = set(self.touched)
        while suspects:
            node = suspects.pop()
            if node in self.nodes and not self._is_held(node):
                suspects |= self._take_out(node)
        for node in self.touched & self.nodes.keys():
            self.nodes[node] = self._reduced(self.nodes[node])
        shares = {k: s for k, s in self.before.shares.items() if k != self.document}
        return _without_text(Graph(self.nodes, self.edges, shares=shares), self.before, self.document)

    def _live(self, node: str) -> Iterable[Edge]:
        return (e for e in self.at[node] if e.key in self.edges)

    def _is_held(self, node: str) -> bool:
        if node != self.document and self.nodes[node].properties.get("ingested"):
            return True
        only_stated = self.nodes[node].label == "Program"
        return any(_holds(edge, node, owner(self.before, edge), only_stated) for edge in self._live(node))

    def _take_out(self, node: str) -> set[str]:
        """Remove a node; its neighbours come under suspicion."""
        tied = list(self._live(node))
        del self.nodes[node]
        for edge in tied:
            del self.edges[edge.key]
        return {edge.target if edge.source == node else edge.source for edge in tied}

    def _reduced(self, node: Node) -> Node:
        """Without what the paper alone told of a node that stays."""
        if node.id == self.document:
            cited = {k: v for k, v in node.properties.items() if k in _OF_A_CITATION}
            return Node(node.id, node.label, cited | {"ingested": False})
        if "short_names" not in node.properties:
            return node
        before, after = ({e.properties["surface"] for e in edges if e.source == node.id and "surface" in e.properties}
                         for edges in (self.at[node.id], self._live(node.id)))
        kept = [s for s in node.properties["short_names"] if s not in before - after]
        rest = {k: v for k, v in node.properties.items() if k != "short_names"}
        return Node(node.id, node.label, rest | ({"short_names": kept} if kept else {}))


def _holds(edge: Edge, node: str, said_by: str | None, only_stated: bool) -> bool:
    """Whether a relationship keeps this end of it in the graph. A task is not kept by a campaign that is part of it."""
    if said_by is not None or only_stated:
        return said_by is not None
    return (edge.type in NEEDS_TARGET and edge.target == node) or (edge.type in NEEDS_SOURCE and edge.source == node)
