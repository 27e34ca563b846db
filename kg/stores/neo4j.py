"""The server store: Neo4j, asked and loaded through the official driver.

Loading streams the exchange folder in batches, one managed transaction each, retried by the driver. Everything is
MERGE on ids and on a relationship's `key` (a hash of its ends, type, paper and offsets), so a load may be repeated,
resumed after a kill, or run twice at once.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Query, Session
from neo4j import exceptions as errors
from neo4j.graph import Node as ServerNode
from neo4j.graph import Path as ServerPath
from neo4j.graph import Relationship as ServerRelationship

from kg.errors import KgError, QueryError, StoreError
from kg.model import Edge, Graph, Node
from kg.schema import load_schema
from kg.stores import Rows, change, keeping, patching
from kg.stores.ddl import SEARCH, SHARE, constraints, full_text, key
from kg.stores.folder import iterate_edges, iterate_nodes, iterate_said, iterate_shares, read_card
from kg.stores.said import Row
from kg.stores.subtract import Patch
from kg.stores.values import typed

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what the driver logs, `_as_ours` says in one line
BATCH = 10_000
SAID_BATCH = 1_000  # some kB each
T = TypeVar("T")
_MERGE_NODES = """UNWIND $rows AS row
MERGE (n:{label} {{id: row.id}})
ON CREATE SET n = row.properties
ON MATCH SET n += CASE WHEN n.ingested = true AND row.properties.ingested = false THEN {{}} ELSE row.properties END"""
_MERGE_EDGES = """UNWIND $rows AS row
MATCH (a:{source} {{id: row.source}})
MATCH (b:{target} {{id: row.target}})
MERGE (a)-[r:{type} {{key: row.key}}]->(b)
SET r = row.properties
RETURN count(r) AS merged"""
# The constraint makes a second transaction wait here until the first has ended, and deleted what it made.
_ALONE = (f"CREATE (s:{SHARE} {{doc: ''}})", f"MATCH (s:{SHARE} {{doc: ''}}) DELETE s")


class Neo4jStore:
    """A database on a server. Credentials are the driver's; queries run in read transactions with a time limit."""

    def __init__(self, driver: Driver, *, database: str | None = None, seconds: float = 60) -> None:
        self._driver, self._database, self._seconds = driver, database, seconds

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """The answer to one reading statement, within the time limit."""
        with _as_ours(), self._session(default_access_mode=READ_ACCESS) as session:
            result = session.run(Query(text, timeout=self._seconds), dict(parameters or {}))
            columns = list(result.keys())
            return Rows(columns, [[_plain(v) for v in record.values()] for record in result])

    def create_schema(self) -> None:
        """Constraints and indexes of the schema, and the full-text indexes; what exists stays."""
        with _as_ours(), self._session() as session:
            for statement in (*constraints(), *full_text()):
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()

    def load(self, folder: Path, progress: Callable[[int], Any] = lambda _: None, *, replace: bool = False) -> None:
        """Bring a graph folder into the database. `progress` is told how many lines went in with each batch.

        Memory does not grow with the graph. Papers that the database holds beside stay, and are joined with those of the
        folder. With `replace`, what the papers of the folder no longer state goes.
        """
        read_card(folder)
        self.create_schema()
        papers = {row["doc"] for row in iterate_shares(folder)}
        if replace:
            self._clear(self._changed(folder), papers)
        with _as_ours(), self._session() as session:
            for label, rows in _batches(iterate_nodes(folder), lambda n: n.label):
                session.execute_write(_merge_nodes, label, rows)
                progress(len(rows))
            for type_, edges in _batches(iterate_edges(folder), lambda e: e.type):
                session.execute_write(_merge_edges, type_, edges)
                progress(len(edges))
            for _, said in _batches(iterate_said(folder), lambda _: "", SAID_BATCH):
                session.execute_write(_take_said, said, papers)
            for _, shares in _batches(iterate_shares(folder), lambda _: "", SAID_BATCH):
                session.execute_write(_take_shares, shares)
        if replace or self._papers() > len(papers):
            self._alone(lambda run: change.settle(run, key))

    def remove(self, document: str) -> None:
        """Take out what only that paper states, in one transaction."""
        self._alone(lambda run: change.remove(run, document, key))

    def replace(self, document: str, paper: Graph) -> None:
        """Put a paper's new graph in place of what it stated before, in one transaction."""
        self._alone(lambda run: change.replace(run, document, paper, key))

    def apply(self, patch: Patch) -> None:
        """Write a patch (`subtract.diff`) in one transaction."""
        self._alone(lambda run: patching.apply(run, patch, key))

    def search(self, words: str, limit: int = 50) -> Rows:
        """Names and evidence that hold the words as a phrase, best first, from the full-text indexes."""
        phrase = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return self.query(SEARCH, {"words": phrase, "limit": limit})

    def close(self) -> None:
        self._driver.close()

    def _alone(self, work: Callable[[patching.Run], None]) -> None:
        """One transaction, while no other of its kind runs."""
        def guarded(tx: ManagedTransaction) -> None:
            first, last = _ALONE
            tx.run(first).consume()
            work(_runner(tx))
            tx.run(last).consume()

        with _as_ours(), self._session() as session:
            session.execute_write(guarded)

    def _papers(self) -> int:
        """How many papers have their share in the database."""
        return int(self.query(f"MATCH (s:{SHARE}) RETURN count(s) AS papers").rows[0][0])

    def _clear(self, documents: list[str], fresh: set[str]) -> None:
        """Take changed papers out before they come anew. With shares, what papers share is settled after the load."""
        read = self.query("MATCH (d:Document) WHERE d.ingested = true RETURN count(d) AS papers").rows[0][0]
        with _as_ours(), self._session() as session:
            for document in documents:
                if self._papers() == read and document in fresh:
                    session.execute_write(lambda tx, d: change.drop_own(_runner(tx), d), document)
                else:
                    self.remove(document)

    def _changed(self, folder: Path) -> list[str]:
        """Papers in both, whose relationships differ; a sum over hashes stands for all those of a paper."""
        fresh: dict[str, int] = defaultdict(int)
        for edge in iterate_edges(folder):
            fresh[edge.properties.get("doc", "")] += int(key(edge), 16)
        held: dict[str, int] = defaultdict(int)
        with _as_ours(), self._session(default_access_mode=READ_ACCESS) as session:
            for document, name in session.run("MATCH ()-[r]->() WHERE r.doc IS NOT NULL RETURN r.doc, r.key"):
                held[document] += int(name, 16)
        return sorted(d for d in held.keys() & fresh.keys() if held[d] != fresh[d])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _session(self, **options: Any) -> Session:
        return self._driver.session(database=self._database, **options)


def connect(address: str, *, user: str | None = None, password: str | None = None, database: str | None = None,
            seconds: float = 60) -> Neo4jStore:
    """A store on a server. Without `user` and `password` they come from NEO4J_USER (neo4j) and NEO4J_PASSWORD.

    Raises `StoreError` when the server does not answer or refuses them.
    """
    user = user or os.environ.get("NEO4J_USER", "neo4j")
    password = password if password is not None else os.environ.get("NEO4J_PASSWORD")
    if not password:
        raise StoreError("no password for the server; set NEO4J_PASSWORD (and NEO4J_USER, if it is not neo4j)")
    with _as_ours(address):
        driver = GraphDatabase.driver(address, auth=(user, password), connection_acquisition_timeout=30,
                                      notifications_min_severity=NotificationMinimumSeverity.OFF)
        try:
            with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            driver.close()
            raise
    return Neo4jStore(driver, database=database, seconds=seconds)


def _batches(items: Iterable[T], kind: Callable[[T], str], size: int | None = None) -> Iterator[tuple[str, list[T]]]:
    """Batches of one kind each; at most one unfinished batch a kind is held."""
    waiting: dict[str, list[T]] = defaultdict(list)
    for item in items:
        rows = waiting[kind(item)]
        rows.append(item)
        if len(rows) == (size or BATCH):
            yield kind(item), rows
            waiting[kind(item)] = []
    yield from ((k, rows) for k, rows in waiting.items() if rows)


def _merge_nodes(tx: ManagedTransaction, label: str, nodes: list[Node]) -> None:
    rows = [{"id": n.id, "properties": {"id": n.id, **typed(label, n.properties)}} for n in nodes]
    tx.run(_MERGE_NODES.format(label=label), rows=rows).consume()


def _merge_edges(tx: ManagedTransaction, type_: str, edges: list[Edge]) -> None:
    """A type that may join several pairs of labels is tried on each until every row has found its pair."""
    kind = load_schema().relationships[type_]
    rows = []
    for edge in edges:
        own = key(edge)
        rows.append({"source": edge.source, "target": edge.target, "key": own,
                     "properties": {**typed(type_, edge.properties), "key": own}})
    merged = 0
    for source, target in kind.ends:
        if merged == len(rows):
            break
        record = tx.run(_MERGE_EDGES.format(type=type_, source=source, target=target), rows=rows).single(strict=True)
        merged += record["merged"]
    if merged != len(rows):
        raise StoreError(f"{len(rows) - merged} {type_} relationships name absent nodes; build the graph again")


def _take_said(tx: ManagedTransaction, rows: list[Row], papers: set[str]) -> None:
    keeping.take_said(_runner(tx), rows, papers)


def _take_shares(tx: ManagedTransaction, rows: list[Row]) -> None:
    keeping.take_shares(_runner(tx), rows)


def _runner(tx: ManagedTransaction) -> patching.Run:
    return lambda text, parameters: [[_plain(v) for v in record.values()] for record in tx.run(text, dict(parameters))]


def _plain(value: Any) -> Any:
    """The driver's nodes, relationships, paths and dates as plain values."""
    if isinstance(value, ServerNode):
        return {"label": next(iter(value.labels), "")} | dict(sorted(value.items()))
    if isinstance(value, ServerRelationship):
        return {"type": value.type} | {k: v for k, v in sorted(value.items()) if k != "key"}
    if isinstance(value, ServerPath):
        nodes, ties = [_plain(n) for n in value.nodes], [_plain(r) for r in value.relationships]
        return [part for pair in zip(nodes, [*ties, None], strict=True) for part in pair][:-1]
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else value


@contextmanager
def _as_ours(address: str = "the server") -> Iterator[None]:
    """The driver's errors as one line of ours."""
    try:
        yield
    except KgError:
        raise
    except errors.AuthError:
        raise StoreError("the server refuses user or password; check NEO4J_USER and NEO4J_PASSWORD") from None
    except errors.ServiceUnavailable as error:
        raise StoreError(f"{address} does not answer ({_first_line(error)}); start it: kg neo4j start") from None
    except errors.CypherSyntaxError as error:
        raise QueryError(f"the query cannot run: {_first_line(error)}") from None
    except errors.Neo4jError as error:
        raise _translated(error) from None
    except (errors.DriverError, ValueError, OSError) as error:
        raise StoreError(f"{address}: {_first_line(error)}") from None


def _translated(error: errors.Neo4jError) -> KgError:
    code = error.code or ""
    if "DatabaseNotFound" in code:
        return StoreError(f"the server has no such database ({_first_line(error)}); name it with --database")
    if "AccessMode" in code or "writing in read access mode" in str(error).lower():
        return QueryError("this statement would write; queries only read")
    if "TransactionTimedOut" in code:
        return StoreError("the query took too long; narrow it or add LIMIT")
    if "ParameterMissing" in code or "ClientError.Statement" in code:
        return QueryError(f"the query cannot run: {_first_line(error)}")
    return StoreError(f"the server refused: {_first_line(error)} ({code})")


def _first_line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(message).strip().splitlines()[0]
