"""When two nodes are one: what several papers say of the same thing is brought together.

A paper cited by 文号 here, by title there and read elsewhere is one Document; a cited paper that was read keeps what its
own text says. Reference: DESIGN.md, decision 8.

Joining forgets who said what, so a paper cannot be taken out of the joined graph alone. Each paper's `share` is kept
beside it: the graph of any of the papers is their shares `joined`, and the tasks and targets that are each paper's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import lru_cache

from kg.identity import fold
from kg.model import Edge, Graph, Node

_WRAPPER = re.compile(r"^.*?(?:印发|转发|批转|公布|发布)(?:了)?[《〈<]?(.+?)[》〉>]?的?(?:通知|公告|函|决定)$")
_ABOUT = re.compile(r"^[^《〈]{2,60}?(?:党委|人民政府|政府|委员会|办公厅|办公室|国务院|中央|总局|[局部厅委办署会])(?=关于)")
_MIN_TITLE = 8


def resolve(graph: Graph) -> Graph:
    """The same graph with each paper once. Pure; the result does not depend on the order of the papers."""
    return _drop_foreign_issuers(renamed(graph, _same_papers(graph)))


def is_own(node: Node) -> bool:
    """Whether only one paper can state the node: its plan, its tasks, its targets. Their ids carry the paper."""
    return node.label == "Target" or (node.label == "Program" and node.properties["kind"] != "campaign")


def share(paper: Graph) -> Graph:
    """What one paper says of things that others may speak of too: its graph without its own nodes."""
    nodes = {i: n for i, n in paper.nodes.items() if not is_own(n)}
    return Graph(nodes, {k: e for k, e in paper.edges.items() if e.source in nodes and e.target in nodes})


def joined(shares: Mapping[str, Graph]) -> Graph:
    """The shares of papers, by id, as one graph: as a build of just these papers joins them, by their sources."""
    return united(shares[d] for d in sorted(shares, key=lambda d: (source_of(d, shares[d]), d)))


def source_of(document: str, share: Graph) -> str:
    """The file that a paper was read from, as its own share says."""
    return str(share.nodes[document].properties.get("source", ""))


def united(shares: Iterable[Graph]) -> Graph:
    """Shares as one graph. Where two describe a node, the first one's single values stand."""
    whole = Graph()
    for share in shares:
        whole.update(share)
    return resolve(whole)


def common_title(paper: Node) -> str:
    """What papers must share to be joined by their titles; empty where a title is too short for that."""
    title = core_title(str(paper.properties["title"]))
    return title if len(title) >= _MIN_TITLE else ""


@lru_cache(1 << 16)
def core_title(title: str) -> str:
    """What two prints of a paper's title share: without wrapper (印发…的通知), issuer in front, and punctuation."""
    wrapped = _WRAPPER.match(title)
    inner = wrapped.group(1) if wrapped else title
    return fold(_ABOUT.sub("", inner.strip("《》〈〉<> ")))


def renamed(graph: Graph, names: dict[str, str]) -> Graph:
    """A copy in which the nodes `names` maps are others; facts of a node read come before those of one cited."""
    if not names:
        return graph
    out = Graph(texts=dict(graph.texts), ledger=list(graph.ledger), shares=graph.shares)
    for node in sorted(graph.sorted_nodes(), key=lambda n: (names.get(n.id, n.id) != n.id, n.id)):
        out.add_node(names.get(node.id, node.id), node.label, **node.properties)
    for edge in graph.sorted_edges():
        moved = Edge(names.get(edge.source, edge.source), edge.type, names.get(edge.target, edge.target),
                     edge.properties)
        if moved.source != moved.target:
            out.edges.setdefault(moved.key, moved)
    return out


def _same_papers(graph: Graph) -> dict[str, str]:
    """Cited papers that are another node under a longer or shorter name: cited id to the id that stays."""
    papers = [n for n in graph.of_label("Document") if n.properties.get("doc_type") != "法律法规"]
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in papers:
        if title := common_title(node):
            groups[title].append(node)
    issuers = _issuers(graph)
    cited = {(e.source, e.target) for e in graph.edges.values() if e.type == "CITES"}
    names: dict[str, str] = {}
    for group in groups.values():
        names |= _joined(group, issuers, cited)
    return names


def _issuers(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges.values():
        if edge.type == "ISSUES":
            found[edge.target].add(edge.source)
    return found


def _joined(group: list[Node], issuers: dict[str, set[str]], cited: Set[tuple[str, str]]) -> dict[str, str]:
    """One paper of a title stays: the one read, else the one with a 文号. Others join it unless 文号 or issuer differ,
    or it cites them by a 文号: an earlier paper of its title."""
    if len(group) < 2:
        return {}
    ranked = sorted(group, key=lambda n: (not n.properties.get("ingested"), "doc_no" not in n.properties, n.id))
    kept = [n for n in ranked if n.properties.get("ingested") or "doc_no" in n.properties] or ranked[:1]
    names = {}
    for node in ranked:
        earlier = {k.id for k in kept if (k.id, node.id) in cited and "doc_no" in node.properties}
        hosts = [k for k in kept if k.id not in {node.id, *earlier} and _may_be(node, k, issuers)]
        if node not in kept and len(hosts) == 1:
            names[node.id] = hosts[0].id
        elif node in kept and not node.properties.get("ingested"):
            read = [h for h in hosts if h.properties.get("ingested")]
            if len(read) == 1:
                names[node.id] = read[0].id
    return names


def _may_be(cited: Node, host: Node, issuers: dict[str, set[str]]) -> bool:
    mine, theirs = cited.properties.get("doc_no"), host.properties.get("doc_no")
    if mine and theirs:
        return fold(str(mine)) == fold(str(theirs))
    a, b = issuers.get(cited.id, set()), issuers.get(host.id, set())
    return not a or not b or bool(a & b)


def _drop_foreign_issuers(graph: Graph) -> Graph:
    """Who issued a paper that was read is said by the paper itself, not by those that cite it."""
    read = {n.id for n in graph.of_label("Document") if n.properties.get("ingested")}
    kept = {
        key: edge for key, edge in graph.edges.items()
        if edge.type != "ISSUES" or edge.target not in read or edge.properties.get("doc", edge.target) == edge.target
    }
    return replace(graph, edges=kept)


def moved_document(graph: Graph, old: str, new: str) -> Graph:
    """The graph of one paper under another document id, evidence, text and ledger included."""
    out = Graph(texts={new: graph.texts[old]}, ledger=[replace(entry, doc=new) for entry in graph.ledger])
    stated = {e.source for e in graph.edges.values() if e.target == old and e.type == "STATED_IN"}
    own = {i for i in stated if graph.nodes[i].properties.get("kind") != "campaign"}
    names = {old: new} | {i: f"{i}-{new.rsplit('-', 1)[-1]}" for i in own}
    for node in graph.sorted_nodes():
        out.add_node(names.get(node.id, node.id), node.label, **node.properties)
    for edge in graph.sorted_edges():
        said = {"doc": new} if "doc" in edge.properties else {}
        moved = Edge(names.get(edge.source, edge.source), edge.type, names.get(edge.target, edge.target),
                     {**edge.properties, **said})
        out.edges[moved.key] = moved
    return out
