"""Changing papers in a store, by the same statements on both engines and the same pure rules as on a graph.

A store holds each paper's share (`kg.resolve.share`) as a node `_Share` that nothing is tied to. The shares are joined
once as they are and once as they will be; the difference is written, and the paper's own nodes. In a store without
shares, the part that the paper touches is read as a small `Graph`, changed by `subtract` and `update`, and the difference
written back. The caller runs it all in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import Edge, Graph, Node
from kg.resolve import is_own, joined, narrowed, share
from kg.schema import load_schema
from kg.stores.ddl import SHARE
from kg.stores.folder import decode_share, share_rows
from kg.stores.patching import Key, Run, apply
from kg.stores.subtract import Patch, diff, subtract
from kg.stores.vicinity import surroundings

_READ = "MATCH (d:Document) WHERE d.ingested = true RETURN d.id AS id"
_SHARES = f"MATCH (s:{SHARE}) RETURN s.doc AS doc, s.facts AS facts"
_PUT_SHARES = f"UNWIND $rows AS row MERGE (s:{SHARE} {{doc: row.doc}}) SET s.facts = row.facts"
_DROP_SHARE = f"MATCH (s:{SHARE} {{doc: $doc}}) DELETE s"
_DROP_OWN = ("MATCH (n:Target)-[:STATED_IN]->(d:Document {id: $doc}) DETACH DELETE n",
             "MATCH (n:Program)-[:STATED_IN]->(d:Document {id: $doc}) WHERE n.kind <> 'campaign' DETACH DELETE n")
_SHARED = {"Target": "false", "Program": "{0}.kind = 'campaign'"}  # which nodes of a label papers share; else all


def remove(run: Run, document: str, key: Key = None) -> None:
    """Take out what only that paper states. `key` names a relationship where the engine keeps one.

    Raises `GraphError` when the store holds no such paper.
    """
    shares = known_shares(run)
    if document in shares:
        drop_own(run, document)
        near = narrowed(shares, [shares[document]])
        apply(run, diff(joined(near), joined({d: s for d, s in near.items() if d != document})), key)
        run(_DROP_SHARE, {"doc": document})
    else:
        before = surroundings(run, document, [])
        apply(run, diff(before, subtract(before, document)), key)


def replace(run: Run, document: str, paper: Graph, key: Key = None) -> None:
    """Put the graph of one paper in place of what it stated before, or add it."""
    shares = known_shares(run)
    if shares:
        fresh = {document: share(paper)}
        drop_own(run, document)
        changing = [*fresh.values(), *([shares[document]] if document in shares else [])]
        old, new = narrowed(shares, changing), narrowed(shares | fresh, changing)
        apply(run, diff(joined(old), joined(new)), key)
        apply(run, _own(paper), key)
        put_shares(run, share_rows(Graph(shares=fresh)))
    else:
        before = surroundings(run, document, paper.nodes)
        after = subtract(before, document) if document in before.nodes else Graph(dict(before.nodes), dict(before.edges))
        after.update(paper)
        apply(run, diff(before, after), key)


def settle(run: Run, key: Key = None) -> None:
    """Join all papers of the store anew, as if they had been built together, whatever portions they came in."""
    shares = known_shares(run)
    if shares:
        apply(run, diff(_shared_part(run), joined(shares)), key)


def known_shares(run: Run) -> dict[str, Graph]:
    """The share of each paper in the store, by id; none at all unless every paper read has one."""
    shares = {doc: decode_share(facts) for doc, facts in run(_SHARES, {}) if doc}
    return shares if {d for (d,) in run(_READ, {})} == shares.keys() else {}


def put_shares(run: Run, rows: Iterable[Mapping[str, str]]) -> None:
    """Keep the rows of `folder.share_rows`, each in place of an earlier one."""
    run(_PUT_SHARES, {"rows": list(rows)})


def drop_own(run: Run, document: str) -> None:
    """Delete the nodes that only this paper can state, with all that is tied to them."""
    for statement in _DROP_OWN:
        run(statement, {"doc": document})


def _own(paper: Graph) -> Patch:
    """A paper's own nodes, and what is tied to them."""
    own = {i for i, n in paper.nodes.items() if is_own(n)}
    return Patch(nodes=[n for n in paper.sorted_nodes() if n.id in own],
                 edges=[e for e in paper.sorted_edges() if e.source in own or e.target in own],
                 labels={i: n.label for i, n in paper.nodes.items()})


def _shared_part(run: Run) -> Graph:
    """What the store holds but the papers' own nodes."""
    found = Graph()
    for label in load_schema().labels:
        for (node,) in run(f"MATCH (n:{label}) WHERE {_condition('n', label)} RETURN n", {}):
            made = Node(node.pop("id"), node.pop("label"), node)
            found.nodes[made.id] = made
    for statement in _shared_ties():
        for source, tie, target in run(statement, {}):
            edge = Edge(source, tie.pop("type"), target, tie)
            found.edges[edge.key] = edge
    return found


def _shared_ties() -> Iterator[str]:
    for kind in load_schema().relationships.values():
        for a, b in kind.ends:
            yield (f"MATCH (n:{a})-[r:{kind.name}]->(m:{b}) WHERE {_condition('n', a)} AND {_condition('m', b)} "
                   "RETURN n.id AS source, r, m.id AS target")


def _condition(variable: str, label: str) -> str:
    return _SHARED.get(label, "true").format(variable)
