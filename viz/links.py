"""A graph with its relationships at hand from either end: what selections, tables and pages look things up in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Edge, Graph, Node


@dataclass
class Links:
    """`out[id]` and `into[id]` list the relationships that leave and reach a node, in the graph's fixed order."""

    graph: Graph
    out: dict[str, list[Edge]]
    into: dict[str, list[Edge]]

    @classmethod
    def of(cls, graph: Graph | Links) -> Links:
        """Wrap a graph; what is wrapped already is given back. Relationships to absent nodes are left out."""
        if isinstance(graph, Links):
            return graph
        out: dict[str, list[Edge]] = defaultdict(list)
        into: dict[str, list[Edge]] = defaultdict(list)
        for edge in graph.sorted_edges():
            if edge.source in graph.nodes and edge.target in graph.nodes:
                out[edge.source].append(edge)
                into[edge.target].append(edge)
        return cls(graph, dict(out), dict(into))

    def node(self, id_: str) -> Node:
        return self.graph.nodes[id_]

    def degree(self, id_: str) -> int:
        """Number of relationships at a node, each sentence counted."""
        return len(self.out.get(id_, ())) + len(self.into.get(id_, ()))

    def around(self, id_: str) -> Iterator[tuple[Edge, str]]:
        """Each relationship at a node with the id at its other end."""
        yield from ((edge, edge.target) for edge in self.out.get(id_, ()))
        yield from ((edge, edge.source) for edge in self.into.get(id_, ()))

    def targets(self, id_: str, *types: str) -> list[str]:
        """Ids that a node's relationships of these types lead to, without repeats."""
        return list(dict.fromkeys(e.target for e in self.out.get(id_, ()) if e.type in types))

    def sources(self, id_: str, *types: str) -> list[str]:
        """Ids whose relationships of these types lead to a node, without repeats."""
        return list(dict.fromkeys(e.source for e in self.into.get(id_, ()) if e.type in types))

    def within(self, ids: set[str]) -> Iterator[Edge]:
        """Relationships with both ends among `ids`, by source id, then in the graph's order."""
        for id_ in sorted(ids):
            yield from (edge for edge in self.out.get(id_, ()) if edge.target in ids)
