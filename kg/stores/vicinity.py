"""What a store knows around one paper, where it keeps no shares: enough to tell what only that paper states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.model import Edge, Graph, Node
from kg.schema import load_schema
from kg.stores.patching import Run
from kg.stores.subtract import NEEDS_SOURCE, NEEDS_TARGET

# A fact of a paper hangs on the paper, on a task, target or paper next to it, or joins two bodies.
_FACTS = "MATCH (n:{label})-[r]-(m) WHERE n.id IN $ids AND r.doc = $doc RETURN m.id AS id"
_OF_BODIES = """MATCH (a:Agency)-[r:MEMBER_OF|SUCCEEDS]->(b:Agency) WHERE r.doc = $doc
UNWIND [a.id, b.id] AS id RETURN id"""
_AT_PAPER = "MATCH (d:Document {id: $doc})-[r]-(m) RETURN DISTINCT m.id AS id"
_OUTWARD = "MATCH (n:{a})-[:{type}]->(m:{b}) WHERE n.id IN $ids RETURN DISTINCT m.id AS id"
_INWARD = "MATCH (n:{b})<-[:{type}]-(m:{a}) WHERE n.id IN $ids RETURN DISTINCT m.id AS id"
_TIES = """MATCH (n:{label})-[r]-(m) WHERE n.id IN $ids AND (r.doc IS NULL OR r.doc = $doc)
RETURN startNode(r).id AS source, endNode(r).id AS target, r,
       m.id AS id, labels(m)[0] AS label, m.ingested AS ingested"""
_ELSEWHERE = """MATCH (n:{label})-[r]-() WHERE n.id IN $ids AND r.doc <> $doc
RETURN DISTINCT n.id AS id, coalesce(r.surface, '') AS surface"""
_STRUCTURE = """MATCH (n:{a})-[r:{type}]->(m:{b}) WHERE n.id IN $ids
RETURN n.id AS source, m.id AS target, r, '{b}' AS label"""
_NODES = "MATCH (n:{label}) WHERE n.id IN $ids RETURN n"


def surroundings(run: Run, document: str, also: Iterable[str]) -> Graph:
    """What a paper states, the nodes that hang on it, whatever is tied to those; and the nodes named in `also`.

    Nodes at the far end of a tie carry their `ingested` only: they are never changed. What other papers state of a
    node is one stand-in a printed name, enough to know that it is held: a body may have thousands of duties.
    """
    labels, kinds = load_schema().labels, load_schema().relationships
    near = {document} | {m for (m,) in run(_AT_PAPER, {"doc": document})}
    facts = _union([_OF_BODIES, *(_FACTS.format(label=x) for x in ("Document", "Program", "Target"))])
    near.update(m for (m,) in run(facts, {"doc": document, "ids": sorted(near)}))
    near = _with_dependants(run, near)
    graph = Graph()
    for source, target, tie, far, label, ingested in run(_union(_TIES.format(label=x) for x in labels),
                                                         {"ids": sorted(near), "doc": document}):
        graph.nodes.setdefault(far, Node(far, label, {"ingested": True} if ingested else {}))
        _take(graph, source, tie, target)
    elsewhere = _union(_ELSEWHERE.format(label=x) for x in labels)
    for node, surface in run(elsewhere, {"ids": sorted(near), "doc": document}):
        stand_in = Edge(node, "", surface, {"doc": ""} | ({"surface": surface} if surface else {}))
        graph.edges[stand_in.key] = stand_in
    wanted = {"ids": sorted(near.union(also))}
    structure = _union(_STRUCTURE.format(type=t, a=a, b=b)
                       for t, kind in kinds.items() if not kind.evidence for a, b in kind.ends)
    for source, target, tie, label in run(structure, wanted):
        graph.nodes.setdefault(target, Node(target, label, {}))
        _take(graph, source, tie, target)
    graph.nodes |= nodes_of(run, wanted["ids"])
    return graph


def nodes_of(run: Run, ids: Iterable[str]) -> dict[str, Node]:
    """Nodes of any label as the store has them, by id."""
    found = run(_union(_NODES.format(label=x) for x in load_schema().labels), {"ids": sorted(ids)})
    return {node["id"]: Node(node["id"], node["label"], {k: v for k, v in node.items() if k not in ("id", "label")})
            for (node,) in found}


def _with_dependants(run: Run, near: set[str]) -> set[str]:
    """Also the nodes that stay only while these do: the city of a county, the body after a body."""
    kinds = load_schema().relationships
    steps = [_OUTWARD.format(type=t, a=a, b=b)
             for t in sorted(NEEDS_TARGET) for a, b in kinds[t].ends if b != "Program"]
    steps += [_INWARD.format(type=t, a=a, b=b) for t in sorted(NEEDS_SOURCE) for a, b in kinds[t].ends]
    fresh, known = near, set(near)
    while fresh:
        fresh = {i for (i,) in run(_union(steps), {"ids": sorted(fresh)})} - known
        known |= fresh
    return known


def _union(statements: Iterable[str]) -> str:
    """One statement of many: a server plans it once."""
    return "\nUNION ALL\n".join(statements)


def _take(graph: Graph, source: str, tie: dict[str, Any], target: str) -> None:
    edge = Edge(source, tie["type"], target, {k: v for k, v in tie.items() if k not in ("type", "key")})
    graph.edges[edge.key] = edge
