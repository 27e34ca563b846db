"""Stores: where a graph can be asked in Cypher. One small Protocol, an embedded store and a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from kg.errors import StoreError
from kg.model import Graph

STORE_FILE = "graph.kgl"
STORE_FILES = (STORE_FILE, f"{STORE_FILE}-wal")  # the second is kglite's log, where there is one
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: the names of the columns and one list of plain Python values a row.

    A node is a dict of its properties and `label`, a relationship one of its properties and `type`, a path the list
    of its nodes and relationships in turn.
    """

    columns: list[str]
    rows: list[list[Any]]

    def __iter__(self) -> Iterator[list[Any]]:
        return iter(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """What both stores promise. Failures are `StoreError`, a wrong statement is `QueryError`."""

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """The answer to one reading statement; one that would write is refused."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None: ...


def store_file(folder: Path) -> Path:
    """Where the embedded store of a graph folder lies."""
    return folder / STORE_FILE


def write_store(graph: Graph, path: Path) -> None:
    """Build the embedded store of a graph in bulk; what was there is replaced when the new one is whole."""
    from kg.stores.embedded import build

    build(graph, path)


def open_store(target: Path | str, *, seconds: float = 60, database: str | None = None) -> Store:
    """A store to ask: a graph folder, or the address of a Neo4j server (neo4j://…, bolt://…), perhaps one of its databases.

    `seconds` limits each query. The server's credentials come from NEO4J_USER and NEO4J_PASSWORD.
    """
    if isinstance(target, str) and "://" in target:
        if target.partition("://")[0] not in SCHEMES:
            raise StoreError(f"{target} is no address of a Neo4j server; write neo4j://host:7687 or bolt://host:7687")
        from kg.stores.neo4j import connect

        return connect(target, seconds=seconds, database=database)
    if database:
        raise StoreError(f"{target} is a folder, which has no database {database}; name a server, or leave --database out")
    from kg.stores.embedded import EmbeddedStore

    return EmbeddedStore(store_file(Path(target)), seconds=seconds)
