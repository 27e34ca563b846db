"""One handle for both stores, so that one routine tests them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_fixture import empty_store, wipe

from kg.model import Graph
from kg.stores import Store, open_store, server, store_file, write_store
from kg.stores.embedded import EmbeddedWriter
from kg.stores.folder import write_graph
from kg.stores.neo4j import Neo4jStore

STORES = ("embedded", f"neo4j {server.LTS}", f"neo4j {server.NEWEST}")


class Handle:
    """A store that tests fill, change and read back whole."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.folder = folder
        self.server: Neo4jStore | None = None if kind == "embedded" else empty_store(kind.split()[1])

    def fill(self, graph: Graph) -> None:
        write_graph(graph, self.folder, {})
        if self.server:
            wipe(self.server)
            self.server.load(self.folder)
        else:
            write_store(graph, store_file(self.folder))

    def remove(self, document: str) -> None:
        if self.server:
            self.server.remove(document)
        else:
            with EmbeddedWriter(store_file(self.folder)) as writer:
                writer.remove(document)

    def replace(self, document: str, paper: Graph) -> None:
        if self.server:
            self.server.replace(document, paper)
        else:
            with EmbeddedWriter(store_file(self.folder)) as writer:
                writer.replace(document, paper)

    def open(self) -> Store:
        return self.server or open_store(self.folder)

    def dump(self) -> tuple[list[str], list[str]]:
        """All nodes and all relationships with all properties, and the shares of papers, sorted."""
        store = self.open()
        nodes = store.query("MATCH (n) WHERE NOT labels(n)[0] IN ['_Share', '_Said'] RETURN n").rows
        nodes += store.query("MATCH (s:_Share) RETURN s.doc AS doc, s.source AS source, s.keys AS keys").rows
        nodes += store.query("MATCH (s:_Said) RETURN s.key AS key, s.facts AS facts").rows
        edges = store.query("MATCH (a)-[r]->(b) RETURN a.id AS source, r, b.id AS target").rows
        return sorted(map(_line, nodes)), sorted(map(_line, edges))


def _line(row: list[object]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


@pytest.fixture(params=STORES)
def handle(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Handle]:
    made = Handle(request.param, tmp_path / "graph")
    yield made
    if made.server:
        made.server.close()
