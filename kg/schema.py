"""Loads `schema.toml` once and checks nodes and relationships against it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import SchemaError

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "date": (str,), "int": (int,), "float": (int, float), "bool": (bool,), "list": (list, tuple),
}


@dataclass(frozen=True)
class Property:
    """One property: its type, its Chinese name, its allowed values (none: any), whether stores index it."""

    name: str
    type: str
    zh: str
    values: tuple[str, ...] = ()
    index: bool = False


@dataclass(frozen=True)
class Label:
    """A kind of node."""

    name: str
    zh: str
    doc: str
    properties: Mapping[str, Property]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Relationship:
    """A kind of relationship: the pairs of labels it may join, and whether a text states it."""

    name: str
    zh: str
    doc: str
    ends: tuple[tuple[str, str], ...]
    evidence: bool
    properties: Mapping[str, Property]


@dataclass(frozen=True)
class Schema:
    """All kinds. `check_node` and `check_edge` raise `SchemaError` on what the schema does not know."""

    labels: Mapping[str, Label]
    relationships: Mapping[str, Relationship]

    def check_node(self, node_id: str, label: str, properties: Mapping[str, Any]) -> None:
        """Raise unless the label is known and each property has the type and value it promises."""
        if label not in self.labels:
            raise SchemaError(f"node {node_id}: unknown label {label}; schema.toml names {', '.join(self.labels)}")
        kind = self.labels[label]
        for name in ("name", *kind.required):
            if not properties.get(name) and properties.get(name) != 0:
                raise SchemaError(f"{label} {node_id}: property {name} is missing; every {label} needs it")
        _check_properties(f"{label} {node_id}", kind.properties, properties)

    def check_edge(self, type_: str, ends: tuple[str, str], properties: Mapping[str, Any]) -> None:
        """Raise unless the type may join these two labels and its properties are known."""
        if type_ not in self.relationships:
            raise SchemaError(f"unknown relationship {type_}; schema.toml names {', '.join(self.relationships)}")
        kind = self.relationships[type_]
        if ends not in kind.ends:
            raise SchemaError(f"{type_} cannot join {ends[0]} to {ends[1]}; schema.toml allows {kind.ends}")
        _check_properties(type_, kind.properties, properties)


def _check_properties(where: str, known: Mapping[str, Property], given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if name not in known:
            raise SchemaError(f"{where}: unknown property {name}; add it to schema.toml or leave it out")
        prop = known[name]
        if not isinstance(value, _TYPES[prop.type]) or (prop.type != "bool" and isinstance(value, bool)):
            raise SchemaError(f"{where}: {name} is {value!r}, not a {prop.type}")
        if value == "" or (prop.values and value not in prop.values):
            raise SchemaError(f"{where}: {name} is {value!r}, not one of {', '.join(prop.values) or 'non-empty strings'}")


def _properties(table: Mapping[str, Any]) -> dict[str, Property]:
    return {
        name: Property(name, row["type"], row["zh"], tuple(row.get("values", ())), row.get("index", False))
        for name, row in table.items()
    }


_NAME = {"name": Property("name", "string", "名称", (), True)}


@cache
def load_schema() -> Schema:
    """The schema, read once a process.

    Raises `SchemaError` when a relationship names a label that does not exist.
    """
    raw = tomllib.loads(Path(__file__).with_name("schema.toml").read_text("utf-8"))
    labels = {
        name: Label(name, row["zh"], row["doc"], _NAME | _properties(row["properties"]), tuple(row.get("required", ())))
        for name, row in raw["labels"].items()
    }
    evidence = _properties(raw["evidence"]["properties"])
    body = _properties(raw["body"]["properties"])
    relationships = {}
    for name, row in raw["relationships"].items():
        ends = tuple((a, b) for a, b in row["ends"])
        for label in {end for pair in ends for end in pair} - labels.keys():
            raise SchemaError(f"schema.toml: {name} ends at unknown label {label}; declare [labels.{label}]")
        own = _properties(row.get("properties", {})) | evidence | (body if row.get("body") else {})
        relationships[name] = Relationship(name, row["zh"], row["doc"], ends, row["evidence"], own)
    return Schema(labels, relationships)
