"""Writing a patch to a store, by statements that both engines run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from kg.model import Edge
from kg.stores.subtract import Patch
from kg.stores.values import typed

Run = Callable[[str, Mapping[str, Any]], list[list[Any]]]  # a statement and its parameters to rows, in a transaction
Key = Callable[[Edge], str] | None  # names a relationship where the engine keeps a name
T = TypeVar("T")
# kglite answers a missing `start` with the id of the node there: ask for offsets only where there is a paper.
_DROP_TIES = """UNWIND $rows AS row
MATCH (a:{a} {{id: row.source}})-[r:{type}]->(b:{b} {{id: row.target}})
WHERE (r.doc IS NULL AND row.doc = '') OR (r.doc = row.doc AND r.start = row.start AND r.`end` = row.finish)
DELETE r"""
_DROP_NODES = "MATCH (n:{label}) WHERE n.id IN $ids DETACH DELETE n"
_PUT_NODES = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row.properties"
_PUT_TIES = """UNWIND $rows AS row
MATCH (a:{a} {{id: row.source}})
MATCH (b:{b} {{id: row.target}})
CREATE (a)-[r:{type}]->(b) SET r = row.properties"""


def apply(run: Run, patch: Patch, key: Key = None) -> None:
    """Write a patch: relationships out, nodes out, nodes in, relationships in."""
    gone = {n.id for n in patch.gone_nodes}  # whose relationships go with them
    parted = (e for e in patch.gone_edges if e.source not in gone and e.target not in gone)
    for (type_, a, b), edges in grouped(parted, patch.ends).items():
        run(_DROP_TIES.format(type=type_, a=a, b=b), {"rows": [_place(e) for e in edges]})
    for label, nodes in grouped(patch.gone_nodes, lambda n: n.label).items():
        run(_DROP_NODES.format(label=label), {"ids": [n.id for n in nodes]})
    for label, nodes in grouped(patch.nodes, lambda n: n.label).items():
        rows = [{"id": n.id, "properties": {"id": n.id, **typed(label, n.properties)}} for n in nodes]
        run(_PUT_NODES.format(label=label), {"rows": rows})
    for (type_, a, b), edges in grouped(patch.edges, patch.ends).items():
        named = [{"key": key(e)} if key else {} for e in edges]
        rows = [_place(e) | {"properties": {**typed(type_, e.properties), **name}}
                for e, name in zip(edges, named, strict=True)]
        run(_PUT_TIES.format(type=type_, a=a, b=b), {"rows": rows})


def _place(edge: Edge) -> dict[str, Any]:
    """How a relationship is found again in a store."""
    given = edge.properties
    return {"source": edge.source, "target": edge.target, "doc": given.get("doc", ""), "start": given.get("start", -1),
            "finish": given.get("end", -1)}


def grouped(items: Iterable[T], by: Callable[[T], Hashable]) -> dict[Any, list[T]]:
    """The items of each kind, in their order."""
    groups: dict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[by(item)].append(item)
    return groups
