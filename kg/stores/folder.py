"""The exchange form: a folder of JSON lines and texts, the truth that every store is built from.

`nodes.jsonl` and `edges.jsonl` (sorted), `texts/`, `ledger.jsonl`, `build.json`. The same graph gives the same bytes.
Beside what INTERCHANGE.md asks for lies `shares.jsonl`, a line a paper: what it alone said, before papers were joined, of
bodies, regions, papers and whatever else others may speak of too. A paper can be taken out exactly where it is there.
A new graph is swapped in whole (`staging`), so a failed build leaves what was there; `build.json` goes away first and
comes back last, so a swap that was cut off shows. Other files of the folder are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import GraphError
from kg.model import Edge, Graph, LedgerEntry, Node
from kg.stores.staging import staged

NODES, EDGES, LEDGER, TEXTS, CARD = "nodes.jsonl", "edges.jsonl", "ledger.jsonl", "texts", "build.json"
SHARES = "shares.jsonl"
FILES = (NODES, EDGES, LEDGER, SHARES, TEXTS, CARD)
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_decode = json.JSONDecoder().decode
_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
T = TypeVar("T")


def text_file(document: str) -> str:
    """Where the text of a document lies, relative to the folder. Raises `GraphError` on an id that is no file name."""
    if not _SAFE_NAME.fullmatch(document):
        raise GraphError(f"document id {document!r} cannot name a file; ids are letters, digits, '.', '_' and '-'")
    return f"{TEXTS}/{document}.txt"


def write_graph(graph: Graph, folder: Path, card: Mapping[str, Any]) -> None:
    """Write the graph and its build card; `folder` is made when absent. Stale texts go, and what a killed run left.

    For one writer at a time: where there may be more, hold `lock.alone`.
    """
    with staged(folder, owned=FILES, card=CARD) as fresh:
        write_files(graph, fresh, card)


def write_files(graph: Graph, folder: Path, card: Mapping[str, Any]) -> None:
    """Write into an empty folder."""
    (folder / TEXTS).mkdir(parents=True)
    _write_lines(folder / NODES, map(_node_row, graph.sorted_nodes()))
    _write_lines(folder / EDGES, map(_edge_row, graph.sorted_edges()))
    entries = sorted(graph.ledger, key=lambda e: (e.doc, e.start, e.end, e.component, e.reason, e.text))
    _write_lines(folder / LEDGER, map(asdict, entries))
    _write_lines(folder / SHARES, map(_share_row, sorted(graph.shares.items())))
    for document, text in graph.texts.items():
        (folder / text_file(document)).write_bytes(text.encode("utf-8"))
    shown = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / CARD).write_text(shown, "utf-8", newline="\n")


def read_graph(folder: Path) -> Graph:
    """The graph of a folder. Raises `GraphError` naming file and line when it is missing, cut off or damaged."""
    read_card(folder)
    graph = Graph()
    graph.nodes = {node.id: node for node in iterate_nodes(folder)}
    graph.edges = {edge.key: edge for edge in iterate_edges(folder)}
    graph.ledger = list(_read_lines(folder / LEDGER, lambda row: LedgerEntry(**row)))
    graph.texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / TEXTS).glob("*.txt"))}
    graph.shares = {row["doc"]: decode_share(row["facts"]) for row in iterate_shares(folder)}
    _check_ends(graph, folder)
    return graph


def iterate_nodes(folder: Path) -> Iterator[Node]:
    """The nodes of a folder one by one."""
    return _read_lines(folder / NODES, _node)


def iterate_edges(folder: Path) -> Iterator[Edge]:
    """The relationships of a folder one by one."""
    return _read_lines(folder / EDGES, _edge)


def iterate_shares(folder: Path) -> Iterator[dict[str, str]]:
    """One row a paper: `doc`, its id, and `facts`, its share as JSON. None where the folder has no shares."""
    if (folder / SHARES).exists():
        yield from _read_lines(folder / SHARES, lambda row: {"doc": row["doc"], "facts": _encode(row["facts"])})


def share_rows(graph: Graph) -> Iterator[dict[str, str]]:
    """The rows of a graph's shares, as stores keep them."""
    return ({"doc": row["doc"], "facts": _encode(row["facts"])} for row in map(_share_row, sorted(graph.shares.items())))


def decode_share(facts: str) -> Graph:
    """The share that a row holds. Raises `GraphError` when it is damaged."""
    try:
        row = json.loads(facts)
        nodes, edges = map(_node, row["nodes"]), map(_edge, row["edges"])
        return Graph({n.id: n for n in nodes}, {e.key: e for e in edges})
    except (ValueError, KeyError, TypeError) as error:
        raise GraphError(f"the share of a paper is damaged ({error}); build the graph again") from None


def read_card(folder: Path) -> dict[str, Any]:
    """The build card. Raises `GraphError` when the folder holds no finished graph."""
    if not folder.is_dir():
        raise GraphError(f"{folder} is not a folder; build one with: kg build PAPERS -o {folder}")
    path = folder / CARD
    try:
        card = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GraphError(f"{path} is missing: no finished graph lies there; build it again") from None
    except ValueError as error:
        raise GraphError(f"{path} is damaged ({error}); build the graph again") from None
    if not isinstance(card, dict):
        raise GraphError(f"{path} is damaged (not an object); build the graph again")
    return card


def _node_row(node: Node) -> dict[str, Any]:
    return {"id": node.id, "label": node.label, "properties": dict(sorted(node.properties.items()))}


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {"source": edge.source, "type": edge.type, "target": edge.target,
            "properties": dict(sorted(edge.properties.items()))}


def _share_row(item: tuple[str, Graph]) -> dict[str, Any]:
    document, graph = item
    return {"doc": document, "facts": {"nodes": [_node_row(n) for n in graph.sorted_nodes()],
                                       "edges": [_edge_row(e) for e in graph.sorted_edges()]}}


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_encode(row) + "\n" for row in rows)


def _node(row: dict[str, Any]) -> Node:
    return Node(row["id"], row["label"], row["properties"])


def _edge(row: dict[str, Any]) -> Edge:
    return Edge(row["source"], row["type"], row["target"], row["properties"])


def _read_lines(path: Path, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    number = 0
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                yield make(_decode(line.decode()))
    except FileNotFoundError:
        raise GraphError(f"{path} is missing; build the graph again") from None
    except (ValueError, KeyError, TypeError) as error:
        raise GraphError(f"{path} line {number} is damaged ({type(error).__name__}: {error}); "
                         "build the graph again") from None


def _check_ends(graph: Graph, folder: Path) -> None:
    for edge in graph.edges.values():
        for end in (edge.source, edge.target):
            if end not in graph.nodes:
                raise GraphError(f"{folder / EDGES}: {edge.type} names node {end}, which {NODES} lacks; "
                                 "build the graph again")
