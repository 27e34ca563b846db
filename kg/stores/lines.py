"""Nodes and relationships as JSON, one a line: the same value gives the same text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import GraphError
from kg.model import Edge, Node

decode = json.JSONDecoder().decode
encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
T = TypeVar("T")


def node_row(node: Node) -> dict[str, Any]:
    return {"id": node.id, "label": node.label, "properties": dict(sorted(node.properties.items()))}


def edge_row(edge: Edge) -> dict[str, Any]:
    return {"source": edge.source, "type": edge.type, "target": edge.target,
            "properties": dict(sorted(edge.properties.items()))}


def node(row: dict[str, Any]) -> Node:
    return Node(row["id"], row["label"], row["properties"])


def edge(row: dict[str, Any]) -> Edge:
    return Edge(row["source"], row["type"], row["target"], row["properties"])


def write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


def read_lines(path: Path, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """What `make` gives of each line. Raises `GraphError` naming the line that is damaged."""
    number = 0
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                yield make(decode(line.decode()))
    except FileNotFoundError:
        raise GraphError(f"{path} is missing; build the graph again") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GraphError(f"{path} line {number} is damaged ({type(error).__name__}: {error}); "
                         "build the graph again") from None
