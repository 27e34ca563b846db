"""Changing papers in a store, by the same statements on both engines and the same pure rules as on a graph.

What is said under the keys of the paper (`said`, `keeping`) is joined once as it is and once as it will be; the difference
is written, and the paper's own nodes. In a store without shares, the part that the paper touches is read as a small
`Graph`, changed by `subtract` and `update`, and the difference written back. The caller runs it all in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kg.model import Edge, Graph, Node
from kg.resolve import is_own, share, source_of
from kg.schema import load_schema
from kg.stores.keeping import all_said, drop_share, keys_of, known_papers, put_said, said_around, take_shares
from kg.stores.patching import Key, Run, apply
from kg.stores.said import Facts, edges_of, rejoined, restated, share_rows, turned
from kg.stores.subtract import Patch, diff, subtract
from kg.stores.vicinity import nodes_of, surroundings

_DROP_OWN = ("MATCH (n:Target)-[:STATED_IN]->(d:Document {id: $doc}) DETACH DELETE n",
             "MATCH (n:Program)-[:STATED_IN]->(d:Document {id: $doc}) WHERE n.kind <> 'campaign' DETACH DELETE n")
_SHARED = {"Target": "false", "Program": "{0}.kind = 'campaign'"}  # which nodes of a label papers share; else all


def remove(run: Run, document: str, key: Key = None) -> None:
    """Take out what only that paper states. `key` names a relationship where the engine keeps one.

    Raises `GraphError` when the store holds no such paper.
    """
    sources = known_papers(run)
    if document in sources:
        drop_own(run, document)
        _exchange(run, document, {}, sources, key)
        drop_share(run, document)
    else:
        before = surroundings(run, document, [])
        apply(run, diff(before, subtract(before, document)), key)


def replace(run: Run, document: str, paper: Graph, key: Key = None) -> None:
    """Put the graph of one paper in place of what it stated before, or add it."""
    sources = known_papers(run)
    if sources:
        fresh = {document: share(paper)}
        drop_own(run, document)
        _exchange(run, document, turned(fresh), sources | {document: source_of(document, fresh[document])}, key)
        apply(run, _own(paper), key)
        take_shares(run, list(share_rows(fresh)))
    else:
        before = surroundings(run, document, paper.nodes)
        after = subtract(before, document) if document in before.nodes else Graph(dict(before.nodes), dict(before.edges))
        after.update(paper)
        apply(run, diff(before, after), key)


def settle(run: Run, key: Key = None) -> None:
    """Join all papers of the store anew, as if they had been built together, whatever portions they came in."""
    sources = known_papers(run)
    if sources:
        apply(run, diff(_shared_part(run), rejoined(all_said(run), sources, lambda *_: True, Graph())), key)


def _exchange(run: Run, document: str, facts: Mapping[str, Facts], sources: Mapping[str, str], key: Key) -> None:
    """Put these facts in place of those that the paper stated, and join anew what they are joined with."""
    held = keys_of(run, [document]).get(document, set())
    before = said_around(run, held.union(facts))
    after = {k: restated(said, {document}, facts.get(k, {})) for k, said in before.items()}
    mine = {tie.key for part in (before, after) for said in part.values() for tie in edges_of(said, document)}

    def wanted(at: str, tie: Edge) -> bool:
        return at == tie.target or tie.key in mine

    ends = _ends(run, before, wanted)
    apply(run, diff(rejoined(before, sources, wanted, ends), rejoined(after, sources, wanted, ends)), key)
    put_said(run, {k: said for k, said in after.items() if said != before[k]})


def _ends(run: Run, said: Mapping[str, Facts], wanted: Callable[[str, Edge], bool]) -> Graph:
    """Nodes as the store has them at the far ends of relationships: bodies that issue a paper, papers that cite it."""
    ties = (tie for key, facts in said.items() for tie in edges_of(facts) if wanted(key, tie))
    far = {end for tie in ties for end in (tie.source, tie.target)} - said.keys()
    return Graph(nodes_of(run, far) if far else {})


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
