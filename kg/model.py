"""Nodes, relationships, evidence, and the graph that holds them. Frozen values, written in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.schema import load_schema


@dataclass(frozen=True, slots=True)
class Node:
    """One node. `properties` holds `name` and whatever its label allows; absent values are left out."""

    id: str
    label: str
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.properties["name"])


@dataclass(frozen=True, slots=True)
class Edge:
    """One relationship between two node ids."""

    source: str
    type: str
    target: str
    properties: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str, str, int, int, str]:
        """Sorts edges as INTERCHANGE.md says: source, type, target, start; then end and document."""
        p = self.properties
        return self.source, self.type, self.target, p.get("start", -1), p.get("end", -1), p.get("doc", "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state a fact: `text[start:end] == quote` in the normalised text of document `doc`."""

    doc: str
    section: str
    quote: str
    start: int
    end: int
    rule: str

    def properties(self) -> dict[str, Any]:
        row: dict[str, Any] = {"doc": self.doc, "evidence": self.quote, "start": self.start, "end": self.end,
                               "rule": self.rule}
        return row | ({"section": self.section} if self.section else {})


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Something the rules saw and did not turn into a fact, and why."""

    doc: str
    start: int
    end: int
    text: str
    component: str
    reason: str


@dataclass
class Graph:
    """Nodes by id, relationships without repeats, the texts that offsets count in, and the ledger.

    `texts` maps the id of each document read to its normalised text. `shares` maps it to what that paper says of things
    others may speak of too (`kg.resolve.share`): what is needed to join the papers anew when one of them goes.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, int, int, str], Edge] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    ledger: list[LedgerEntry] = field(default_factory=list)
    shares: dict[str, Graph] = field(default_factory=dict)

    def add_node(self, id_: str, label: str, /, **properties: Any) -> str:
        """Add a node or fill in what an earlier one lacks; lists are united and sorted. Returns the id."""
        given = {k: v for k, v in properties.items() if v is not None and v != "" and v != []}
        old = self.nodes.get(id_)
        if old and _says_more(given, old.properties):
            merged = merge_properties(given, old.properties)
        else:
            merged = merge_properties(old.properties, given) if old else {k: _settled(v) for k, v in given.items()}
        self.nodes[id_] = Node(id_, label, merged)
        return id_

    def add_edge(self, source: str, type_: str, target: str, /, evidence: Evidence | None = None, **more: Any) -> None:
        """Add a relationship; the same ends, type and evidence span are one."""
        given = {k: v for k, v in more.items() if v is not None and v != ""}
        edge = Edge(source, type_, target, (evidence.properties() if evidence else {}) | given)
        self.edges.setdefault(edge.key, edge)

    def update(self, other: Graph) -> None:
        """Take in another graph. Where both know a node, the first one's single values stand."""
        for node in other.nodes.values():
            self.add_node(node.id, node.label, **node.properties)
        for key, edge in other.edges.items():
            self.edges.setdefault(key, edge)
        self.texts |= other.texts
        self.ledger += other.ledger
        self.shares |= other.shares

    def sorted_nodes(self) -> list[Node]:
        return [self.nodes[i] for i in sorted(self.nodes)]

    def sorted_edges(self) -> list[Edge]:
        return [self.edges[k] for k in sorted(self.edges)]

    def of_label(self, label: str) -> Iterator[Node]:
        """Nodes of one label, by id."""
        return (n for n in self.sorted_nodes() if n.label == label)

    def check(self) -> None:
        """Raise `SchemaError` on the first node or relationship that the schema does not allow."""
        schema = load_schema()
        for node in self.nodes.values():
            schema.check_node(node.id, node.label, node.properties)
        for edge in self.edges.values():
            ends = self.nodes[edge.source].label, self.nodes[edge.target].label
            schema.check_edge(edge.type, ends, edge.properties)


def _says_more(new: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Whether the new values stand: what a paper says of itself, and a standard's title where only its code was known."""
    read = new.get("ingested") and not old.get("ingested")
    return bool(read or (_only_code(old) and not _only_code(new)))


def _only_code(values: Mapping[str, Any]) -> bool:
    code, title = values.get("code"), values.get("title")
    return bool(code and title) and "".join(str(code).split()) == "".join(str(title).split())


def merge_properties(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Lists are united and sorted; of single values the old one stands, but a true `ingested` wins."""
    merged = {k: _settled(v) for k, v in old.items()}
    for key, value in new.items():
        if isinstance(value, (list, tuple)):
            merged[key] = sorted({*merged.get(key, ()), *value})
        elif isinstance(value, bool):
            merged[key] = bool(merged.get(key)) or value
        else:
            merged.setdefault(key, value)
    return merged


def _settled(value: Any) -> Any:
    return sorted(set(value)) if isinstance(value, (list, tuple)) else value


def count_by(items: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, by word."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return dict(sorted(counts.items()))
