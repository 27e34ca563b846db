"""The exchange form: a folder of JSON lines and texts, the truth that every store is built from.

`nodes.jsonl` and `edges.jsonl` (sorted), `texts/`, `ledger.jsonl`, `build.json`. The same graph gives the same bytes.
Beside what INTERCHANGE.md asks for lies what each paper said, before papers were joined, of bodies, regions, papers and
whatever else others may speak of too: `said.jsonl`, a line a thing, with the papers that say it, and `shares.jsonl`, a line
a paper, with the keys of those lines (`said`). A paper can be taken out exactly where they are there.
A new graph is swapped in whole (`staging`), so a failed build leaves what was there; `build.json` goes away first and
comes back last, so a swap that was cut off shows. Other files of the folder are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import Edge, Graph, LedgerEntry, Node
from kg.stores.lines import decode, edge, edge_row, encode, node, node_row, read_lines, write_lines
from kg.stores.said import Row, read_shares, said_rows, share_rows, turned
from kg.stores.staging import staged

NODES, EDGES, LEDGER, TEXTS, CARD = "nodes.jsonl", "edges.jsonl", "ledger.jsonl", "texts", "build.json"
SHARES, SAID = "shares.jsonl", "said.jsonl"
FILES = (NODES, EDGES, LEDGER, SHARES, SAID, TEXTS, CARD)
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


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
    write_lines(folder / NODES, (encode(node_row(n)) for n in graph.sorted_nodes()))
    write_lines(folder / EDGES, (encode(edge_row(e)) for e in graph.sorted_edges()))
    entries = sorted(graph.ledger, key=lambda e: (e.doc, e.start, e.end, e.component, e.reason, e.text))
    write_lines(folder / LEDGER, (encode(asdict(e)) for e in entries))
    write_lines(folder / SHARES, (f'{{"doc": {encode(r["doc"])}, "source": {encode(r["source"])}, "keys": {r["keys"]}}}'
                                  for r in share_rows(graph.shares)))
    write_lines(folder / SAID, (f'{{"key": {encode(r["key"])}, "facts": {r["facts"]}}}'
                                for r in said_rows(turned(graph.shares))))
    for document, text in graph.texts.items():
        (folder / text_file(document)).write_bytes(text.encode("utf-8"))
    shown = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / CARD).write_text(shown, "utf-8", newline="\n")


def read_graph(folder: Path) -> Graph:
    """The graph of a folder. Raises `GraphError` naming file and line when it is missing, cut off or damaged."""
    read_card(folder)
    graph = Graph()
    graph.nodes = {n.id: n for n in iterate_nodes(folder)}
    graph.edges = {e.key: e for e in iterate_edges(folder)}
    graph.ledger = list(read_lines(folder / LEDGER, lambda row: LedgerEntry(**row)))
    graph.texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((folder / TEXTS).glob("*.txt"))}
    graph.shares = read_shares(decode(row["facts"]) for row in iterate_said(folder))
    _check_ends(graph, folder)
    return graph


def iterate_nodes(folder: Path) -> Iterator[Node]:
    """The nodes of a folder one by one."""
    return read_lines(folder / NODES, node)


def iterate_edges(folder: Path) -> Iterator[Edge]:
    """The relationships of a folder one by one."""
    return read_lines(folder / EDGES, edge)


def iterate_shares(folder: Path) -> Iterator[Row]:
    """The rows of `said.share_rows`, one a paper. None where the folder has no shares."""
    if (folder / SHARES).exists():
        yield from read_lines(folder / SHARES, lambda row: {"doc": row["doc"], "source": row["source"],
                                                            "keys": encode(row["keys"])})


def iterate_said(folder: Path) -> Iterator[Row]:
    """The rows of `said.said_rows`, one a key. None where the folder has no shares."""
    if (folder / SHARES).exists():
        yield from read_lines(folder / SAID, lambda row: {"key": row["key"], "facts": encode(row["facts"])})


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


def _check_ends(graph: Graph, folder: Path) -> None:
    for tie in graph.edges.values():
        for end in (tie.source, tie.target):
            if end not in graph.nodes:
                raise GraphError(f"{folder / EDGES}: {tie.type} names node {end}, which {NODES} lacks; "
                                 "build the graph again")
