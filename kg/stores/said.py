"""Shares turned round: not what each paper says, but what the papers say of each thing.

A *fact* is a node as a paper describes it, or a relationship, as JSON; beside it stand the papers that state it. Facts lie
under a *key*: a node under its id; a relationship under the paper it ends at, else under the one that states it, else
under its source; and under each title the ids of the papers that bear it, in any print. So what hangs on one paper is
found without reading the shares of the others: under the keys of its own share, and from there from title to title.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kg.errors import GraphError
from kg.model import Edge, Graph, Node
from kg.resolve import common_title, source_of, united
from kg.stores.lines import decode, edge, edge_row, encode, node, node_row

Facts = dict[str, list[str]]  # each fact, and the papers that state it, sorted
Row = dict[str, str]
_TITLE = "title "
_EDGE = '{"source":'  # how the JSON of a relationship begins


def statements(document: str, share: Graph) -> Iterator[tuple[str, Node | Edge | str]]:
    """Key and fact of all that a share states."""
    for found in share.nodes.values():
        yield found.id, found
        if found.label == "Document" and (title := common_title(found)):
            yield _TITLE + title, found.id
    for tie in share.edges.values():
        at_paper = share.nodes[tie.target].label == "Document"
        yield tie.target if at_paper else document if "doc" in tie.properties else tie.source, tie


def turned(shares: Mapping[str, Graph]) -> dict[str, Facts]:
    """The facts of all papers, by key."""
    found: dict[str, Facts] = {}
    texts: dict[int, str] = {}  # of what several shares hold as one object
    for document in sorted(shares):
        for key, fact in statements(document, shares[document]):
            text = texts.get(id(fact)) or texts.setdefault(id(fact), _text(fact))
            found.setdefault(key, {}).setdefault(text, []).append(document)
    return found


def _text(fact: Node | Edge | str) -> str:
    return encode(fact if isinstance(fact, str) else node_row(fact) if isinstance(fact, Node) else edge_row(fact))


def share_rows(shares: Mapping[str, Graph]) -> Iterator[Row]:
    """How stores keep papers: `doc`, the `source` by which papers are ordered, and the `keys` of what they state."""
    for document, share in sorted(shares.items()):
        keys = sorted({key for key, _ in statements(document, share)})
        yield {"doc": document, "source": source_of(document, share), "keys": encode(keys)}


def said_rows(facts: Mapping[str, Facts]) -> Iterator[Row]:
    """How stores keep facts: their `key`, and `facts` as a list of pairs, the fact and its papers."""
    for key, said in sorted(facts.items()):
        pairs = (f"[{fact}, {encode(papers)}]" for fact, papers in sorted(said.items()))
        yield {"key": key, "facts": f"[{', '.join(pairs)}]"}


def read_facts(text: str) -> Facts:
    """The facts of one row. Raises `GraphError` when they are damaged."""
    with _damage_named():
        return {encode(fact): papers for fact, papers in decode(text)}


def read_keys(text: str) -> set[str]:
    """The keys of one row. Raises `GraphError` when they are damaged, or those of an earlier version."""
    with _damage_named():
        return set(decode(text))


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError) as error:
        raise GraphError(f"what papers say of a thing is damaged ({error}); build the graph again") from None


def restated(said: Facts, papers: Container[str], facts: Facts) -> Facts:
    """With `facts` in place of all that these papers stated."""
    left = {fact: kept for fact, by in said.items() if (kept := [paper for paper in by if paper not in papers])}
    for fact, by in facts.items():
        left[fact] = sorted({*left.get(fact, ()), *by})
    return left


def further_keys(facts: Iterable[str]) -> Iterator[str]:
    """Keys of other papers that may be joined with those described here: of their titles, and of papers with a title."""
    for fact in map(decode, facts):
        if isinstance(fact, str):
            yield fact
        elif fact.get("label") == "Document" and (title := common_title(node(fact))):
            yield _TITLE + title


def edges_of(facts: Facts, paper: str | None = None) -> Iterator[Edge]:
    """The relationships among facts, or those that one paper states."""
    for fact, papers in facts.items():
        if fact.startswith(_EDGE) and (paper is None or paper in papers):
            yield edge(decode(fact))


def rejoined(said: Mapping[str, Facts], sources: Mapping[str, str], wanted: Callable[[str, Edge], bool],
             beside: Graph) -> Graph:
    """The facts joined as their papers would be, with nodes `beside` that only stand at the end of a relationship.

    `wanted` chooses relationships by key and value. Of papers that state the same, the first one decides.
    """
    def order(paper: str) -> tuple[str, str]:
        return sources[paper], paper

    parts: dict[str, Graph] = {}
    for key, facts in said.items():
        for fact, papers in facts.items():
            _tell(parts.setdefault(min(papers, key=order), Graph()), key, decode(fact), wanted)
    return united([beside, *(parts[paper] for paper in sorted(parts, key=order))])


def _tell(share: Graph, key: str, row: Any, wanted: Callable[[str, Edge], bool]) -> None:
    if isinstance(row, str):
        return
    if "id" in row:
        share.nodes[row["id"]] = node(row)
    elif wanted(key, tie := edge(row)):
        share.edges[tie.key] = tie


def read_shares(rows: Iterable[Any]) -> dict[str, Graph]:
    """The share of each paper, from the pairs of all keys."""
    shares: dict[str, Graph] = {}
    for pairs in rows:
        for row, papers in pairs:
            if not isinstance(row, str):
                made = node(row) if "id" in row else edge(row)
                for paper in papers:
                    share = shares.setdefault(paper, Graph())
                    if isinstance(made, Node):
                        share.nodes[made.id] = made
                    else:
                        share.edges[made.key] = made
    return shares
