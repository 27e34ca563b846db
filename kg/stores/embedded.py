"""The embedded store: kglite, one file beside the exchange form, rebuilt from it at any time.

Bulk build goes through kglite's records loader; the file is written beside and renamed, so readers see the old graph
or the new one. kglite needs a title for each node: Document and Standard have one, elsewhere it is the name.
"""

from __future__ import annotations

import glob
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import kglite

from kg.errors import QueryError, StoreError
from kg.model import Graph
from kg.schema import load_schema
from kg.stores import Rows, change, patching
from kg.stores.ddl import SAID, SHARE
from kg.stores.patching import grouped
from kg.stores.said import said_rows, share_rows, turned
from kg.stores.subtract import Patch
from kg.stores.values import typed

kglite.set_query_warning_policy("silent")
_PIECE = 1_000  # rows made and encoded together
_encode = json.JSONEncoder(ensure_ascii=False).encode
_SOURCE, _TARGET = "#source", "#target"  # columns of a relationship's ends: no property is named so


class EmbeddedStore:
    """A graph file opened to be asked. Any number of readers; none blocks a writer."""

    def __init__(self, path: Path, *, seconds: float = 60) -> None:
        if not path.is_file():
            raise StoreError(f"{path} is missing; build the graph first: kg build PAPERS -o {path.parent}")
        self._milliseconds = max(1, round(seconds * 1000))
        with _as_ours(path):
            self._graph = kglite.load(str(path))
            self._graph.read_only(True)

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """The answer to one reading statement, within the time limit."""
        try:
            found: Any = self._graph.cypher(text, params=dict(parameters or {}), timeout_ms=self._milliseconds)
        except kglite.ReadOnlyError:
            raise QueryError("this statement would write; queries only read") from None
        except kglite.CypherTimeoutError:
            seconds = self._milliseconds / 1000
            raise StoreError(f"the query took over {seconds:g} s; narrow it or add LIMIT") from None
        except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
            raise QueryError(f"the query cannot run: {_one_line(error)}") from None
        columns = list(found.columns)
        return Rows(columns, [[_plain(row[c]) for c in columns] for row in found])

    def close(self) -> None:
        self._graph.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()


class EmbeddedWriter:
    """The graph file opened to be changed. Nothing is published before `save`; one writer at a time."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path} is missing; build the graph first: kg build PAPERS -o {path.parent}")
        self._path = path
        with _as_ours(path):
            self._graph = kglite.open(str(path), durable="off")
        _clear_unfinished(path)

    def remove(self, document: str) -> None:
        """Take out what only that paper states, in one transaction."""
        self._transaction(lambda run: change.remove(run, document))

    def replace(self, document: str, paper: Graph) -> None:
        """Put a paper's new graph in place of what it stated before, in one transaction."""
        self._transaction(lambda run: change.replace(run, document, paper))

    def apply(self, patch: Patch) -> None:
        """Write a patch in one transaction."""
        self._transaction(lambda run: patching.apply(run, patch))

    def save(self) -> None:
        """Publish: readers that open the file from now on see the changed graph."""
        with _as_ours(self._path):
            self._graph.save()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """Publish what was changed, unless an error ends the block."""
        with _as_ours(self._path):
            try:
                if kind is None:
                    self._graph.save()
            finally:
                self._graph.__exit__(StoreError, None, None)  # frees the file as it is; `close` would publish

    def _transaction(self, work: Callable[[patching.Run], None]) -> None:
        with _as_ours(self._path), self._graph.begin(timeout_ms=0) as transaction:
            def run(text: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
                found = transaction.cypher(text, params=dict(parameters))
                columns = list(found.columns) if found is not None else []
                return [[_plain(row[c]) for c in columns] for row in found or ()]

            work(run)


def build(graph: Graph, path: Path) -> None:
    """Write the whole graph to `path` in bulk."""
    with _as_ours(path), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # kglite tells that it keeps `name` beside `title`
        made = kglite.from_records(_records(graph), on_missing_endpoint="error")
        for label in load_schema().labels.values():
            for prop in label.properties.values():
                if prop.index and made.node_type_counts().get(label.name):
                    made.create_index(label.name, prop.name)
        path.with_name(path.name + "-wal").unlink(missing_ok=True)  # a log beside it belongs to the old graph
        _clear_unfinished(path)
        made.save(str(path))


def _records(graph: Graph) -> str:
    """kglite's records as JSON, made piece by piece: a million rows held as dicts would cost memory and time."""
    return f'{{"nodes": [{", ".join(_nodes(graph))}], "connections": [{", ".join(_connections(graph))}]}}'


def _nodes(graph: Graph) -> Iterator[str]:
    labels = load_schema().labels
    for label, same in sorted(grouped(graph.sorted_nodes(), lambda n: n.label).items()):
        title = "title" if "title" in labels[label].properties else "name"
        rows = ({"id": n.id, **typed(label, n.properties)} for n in same)
        yield _table({"type": label, "id_field": "id", "title_field": title}, rows)
    if graph.shares:
        yield _table({"type": SHARE, "id_field": "doc", "title_field": "doc"}, share_rows(graph.shares))
        yield _table({"type": SAID, "id_field": "key", "title_field": "key"}, said_rows(turned(graph.shares)))


def _connections(graph: Graph) -> Iterator[str]:
    labels = {i: n.label for i, n in graph.nodes.items()}
    ends = grouped(graph.sorted_edges(), lambda e: (e.type, labels[e.source], labels[e.target]))
    for (type_, source, target), same in sorted(ends.items()):
        about = {"type": type_, "source_type": source, "source_id_field": _SOURCE, "target_type": target,
                 "target_id_field": _TARGET}
        rows = ({_SOURCE: e.source, _TARGET: e.target, **typed(type_, e.properties)} for e in same)
        yield _table(about, rows)


def _table(about: dict[str, str], rows: Iterator[Mapping[str, Any]]) -> str:
    pieces = iter(lambda: list(islice(rows, _PIECE)), [])
    return f'{_encode(about)[:-1]}, "records": [{", ".join(_encode(piece)[1:-1] for piece in pieces)}]}}'


def _clear_unfinished(path: Path) -> None:
    """Half-written files of a save that was killed; for whoever alone may write."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.tmp.*"):
        left.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    """kglite's node, relationship and path as dicts and lists of our own shape."""
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"id", "labels", "properties"}:
        return _plain_node(value)
    if value.keys() == {"id", "start", "end", "type", "properties"}:
        return {"type": value["type"]} | dict(sorted(value["properties"].items()))
    if value.keys() == {"nodes", "relationships"}:
        nodes, ties = map(_plain_node, value["nodes"]), [_plain(r) for r in value["relationships"]]
        return [part for pair in zip(nodes, [*ties, None], strict=True) for part in pair][:-1]
    return {k: _plain(v) for k, v in value.items()}


def _plain_node(value: dict[str, Any]) -> dict[str, Any]:
    label = value["labels"][0]
    known = load_schema().labels[label].properties if label in load_schema().labels else value["properties"]
    own = {k: v for k, v in value["properties"].items() if k == "id" or k in known}
    return {"label": label} | dict(sorted(own.items()))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


@contextmanager
def _as_ours(path: Path) -> Iterator[None]:
    try:
        yield
    except kglite.WriterLeaseHeldError as error:
        raise StoreError(f"{path} is being written ({_one_line(error)}); wait and try again") from None
    except (kglite.FileIoError, OSError) as error:
        raise StoreError(f"{path} cannot be read or written: {_one_line(error)}; make room, look at the rights") from None
    except (kglite.KgError, ValueError) as error:
        raise StoreError(f"{path}: {_one_line(error)}; rebuild it from its folder: kg build") from None
