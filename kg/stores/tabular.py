"""A graph as tables: one a label, one a relationship type, with columns from the schema. What the exports share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import Edge, Node
from kg.schema import Property, load_schema
from kg.stores.folder import iterate_edges, iterate_nodes


@dataclass(frozen=True, slots=True)
class Table:
    """Name, property columns, and whether it holds relationships (then each row has source and target)."""

    name: str
    columns: tuple[Property, ...]
    is_edge: bool

    def of_type(self, *types: str) -> tuple[int, ...]:
        """Places of the columns of these types."""
        return tuple(i for i, column in enumerate(self.columns) if column.type in types)


@dataclass(slots=True)
class Row:
    """One row: `ends` is the id of a node, or source and target of a relationship. Absent values are None."""

    table: Table
    item: Node | Edge
    ends: tuple[str, ...]
    values: list[Any]


@cache
def tables() -> Mapping[str, Table]:
    schema = load_schema()
    found = {n: Table(n, tuple(x.properties.values()), False) for n, x in schema.labels.items()}
    return found | {n: Table(n, tuple(x.properties.values()), True) for n, x in schema.relationships.items()}


def rows(folder: Path) -> Iterator[Row]:
    """All nodes, then all relationships of a folder, one by one. Every float is a float, also a whole one."""
    known = tables()
    names = {name: tuple(p.name for p in table.columns) for name, table in known.items()}
    floats = {name: table.of_type("float") for name, table in known.items()}
    for node in iterate_nodes(folder):
        yield Row(known[node.label], node, (node.id,), _values(names[node.label], floats[node.label], node.properties))
    for edge in iterate_edges(folder):
        yield Row(known[edge.type], edge, (edge.source, edge.target),
                  _values(names[edge.type], floats[edge.type], edge.properties))


def _values(names: tuple[str, ...], floats: tuple[int, ...], given: Mapping[str, Any]) -> list[Any]:
    values: list[Any] = [given.get(name) for name in names]
    for place in floats:
        if values[place] is not None:
            values[place] = float(values[place])
    return values
