"""A graph folder for other programs: Neo4j's import tool, GraphML, CSV for spreadsheets, Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model import Edge
from kg.stores.ddl import SAID, SHARE, constraints, full_text, key
from kg.stores.folder import iterate_said, iterate_shares, read_card
from kg.stores.staging import staged
from kg.stores.tabular import Row, Table, rows, tables

_TYPES = {"string": "string", "date": "string", "int": "long", "float": "double", "bool": "boolean", "list": "string[]"}
_ARRAY = "\x1f"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(folder: Path, out: Path, form: str, database: str | None = None) -> str:
    """Write the graph of `folder` to `out` as one of `FORMS`. Returns what to do next, in one line or more.

    `database` is the one that `admin-import` fills. Raises `StoreError` on a form that is not known or a database for
    another form, `GraphError` on a damaged folder.
    """
    if form not in FORMS:
        raise StoreError(f"{form} is no form of export; one of {', '.join(FORMS)}")
    if database and form != "admin-import":
        raise StoreError(f"--database is for admin-import; {form} has no database {database}")
    read_card(folder)
    write = partial(_admin_import, database=database) if database else FORMS[form]
    with staged(out) as fresh:
        return write(folder, fresh, out)


def import_command(out: Path, database: str = "neo4j", *, written: Path | None = None) -> list[str]:
    """The arguments of neo4j-admin that bring an `admin-import` export into a stopped server's database.

    `written` is where the files lie now, if they do not yet lie in `out`.
    """
    found = written or out
    options = ["--multiline-fields=true", "--array-delimiter=U+001F", "--overwrite-destination"]
    files = [f"--{'relationships' if t.is_edge else 'nodes'}={out / f'{t.name}.csv'}"
             for t in tables().values() if (found / f"{t.name}.csv").exists()]
    files += [f"--nodes={out / f'{label}.csv'}" for label in (SHARE, SAID) if (found / f"{label}.csv").exists()]
    return ["database", "import", "full", database, *options, *files]


def _admin_import(folder: Path, fresh: Path, out: Path, database: str = "neo4j") -> str:
    _write_csv(folder, fresh, _admin_header, _admin_row, "utf-8")
    _write_kept(fresh / f"{SHARE}.csv", iterate_shares(folder), "doc:ID(share)", "source", "keys")
    _write_kept(fresh / f"{SAID}.csv", iterate_said(folder), "key:ID(said)", "facts")
    schema = ";\n".join((*constraints(), *full_text())) + ";\n"
    (fresh / "schema.cypher").write_text(schema, "utf-8", newline="\n")
    command = " \\\n  ".join(["neo4j-admin", *(f'"{a}"' if "U+" in a or " " in a else a
                                               for a in import_command(out, database, written=fresh))])
    (fresh / "import.txt").write_text(command + "\n", "utf-8", newline="\n")
    return f"stop the server, then:\n{command}\nthen run {out / 'schema.cypher'}"


def _write_kept(path: Path, rows: Iterator[Mapping[str, str]], *columns: str) -> None:
    """What `kg remove` needs in the database; no file when the folder has none."""
    first = next(rows, None)
    if first:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*columns, ":LABEL"])
            writer.writerows([*row.values(), path.stem] for row in chain([first], rows))


def _admin_header(table: Table) -> list[str]:
    named = [f"{p.name}:{_TYPES[p.type]}" for p in table.columns]
    return [":START_ID", ":END_ID", *named, "key:string", ":TYPE"] if table.is_edge else ["id:ID", *named, ":LABEL"]


def _admin_row(row: Row) -> list[Any]:
    own = [key(row.item)] if isinstance(row.item, Edge) else []
    return [*row.ends, *_plain(row, _ARRAY), *own, row.table.name]


def _spreadsheet(folder: Path, fresh: Path, out: Path) -> str:
    _write_csv(folder, fresh, _header, _inert_row, "utf-8-sig")
    return f"open the tables in {out}"


def _header(table: Table) -> list[str]:
    return [*(("source", "target") if table.is_edge else ("id",)), *(p.name for p in table.columns)]


def _inert_row(row: Row) -> list[Any]:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return [*row.ends, *(f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA) else v for v in _plain(row, "；"))]


def _plain(row: Row, between: str) -> list[Any]:
    """The values as the writer of CSV takes them: lists as one text, truth as true and false."""
    values = row.values.copy()
    for place, is_list in _special()[row.table.name]:
        if values[place] is not None:
            values[place] = between.join(values[place]) if is_list else str(values[place]).lower()
    return values


@cache
def _special() -> dict[str, list[tuple[int, bool]]]:
    """Places of each table's columns that are lists or truths; whether a list."""
    return {name: [(i, table.columns[i].type == "list") for i in table.of_type("list", "bool")]
            for name, table in tables().items()}


def _write_csv(folder: Path, out: Path, header: Callable[[Table], list[str]], line: Callable[[Row], list[Any]],
               encoding: str) -> None:
    """One file a label or type that occurs."""
    writers: dict[str, Any] = {}
    with ExitStack() as open_files:
        for row in rows(folder):
            name = row.table.name
            if name not in writers:
                file = open_files.enter_context((out / f"{name}.csv").open("w", encoding=encoding, newline=""))
                writers[name] = csv.writer(file, lineterminator="\n")
                writers[name].writerow(header(row.table))
            writers[name].writerow(line(row))


def _graphml(folder: Path, fresh: Path, out: Path) -> str:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for row in rows(folder):
        given = {p.name: _xml(v) for p, v in zip(row.table.columns, row.values, strict=True) if v is not None}
        if row.table.is_edge:
            graph.add_edge(*row.ends, type=row.table.name, **given)
        else:
            graph.add_node(*row.ends, label=row.table.name, **given)
    nx.write_graphml(graph, fresh / "graph.graphml", named_key_ids=True)
    return f"open {out / 'graph.graphml'} in Gephi, yEd or Cytoscape"


def _xml(value: Any) -> Any:
    text = "；".join(value) if isinstance(value, (list, tuple)) else value
    return _NOT_XML.sub("\ufffd", text) if isinstance(text, str) else text


def _parquet(folder: Path, fresh: Path, out: Path) -> str:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise StoreError("Parquet needs pyarrow; install it: pip install pyarrow") from None
    kinds: dict[str, Any] = {
        "string": pa.string(), "date": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    waiting: dict[str, list[list[Any]]] = {}
    writers: dict[str, Any] = {}

    def flush(table: Table) -> None:
        names = _header(table)
        shape: list[Any] = [pa.string()] * (2 if table.is_edge else 1) + [kinds[p.type] for p in table.columns]
        batch = [pa.array(c, t) for c, t in zip(zip(*waiting.pop(table.name), strict=True), shape, strict=True)]
        block = pa.table(batch, schema=pa.schema(list(zip(names, shape, strict=True))))
        if table.name not in writers:
            writers[table.name] = pq.ParquetWriter(fresh / f"{table.name}.parquet", block.schema, compression="zstd")
            open_files.callback(_close, writers[table.name])
        writers[table.name].write_table(block)

    with ExitStack() as open_files:
        for row in rows(folder):
            lines = waiting.setdefault(row.table.name, [])
            lines.append([*row.ends, *row.values])
            if len(lines) == 50_000:
                flush(row.table)
        for name in sorted(waiting):
            flush(tables()[name])
    return f"read the tables in {out}"


def _close(writer: Any) -> None:
    """A writer that fails to close would try, and complain, again when it is collected."""
    try:
        writer.close()
    except OSError:
        writer.is_open = False
        raise


FORMS: dict[str, Callable[[Path, Path, Path], str]] = {
    "admin-import": _admin_import, "csv": _spreadsheet, "graphml": _graphml, "parquet": _parquet,
}
