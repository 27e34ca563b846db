"""Values on their way into a store, alike for both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.schema import load_schema


def typed(kind: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Properties of a label or type with every float a float, so that 98 and 98.5 are stored alike."""
    names = _floats(kind)
    return {k: float(v) if k in names else v for k, v in given.items()} if names else given


@cache
def _floats(kind: str) -> frozenset[str]:
    schema = load_schema()
    known = (schema.labels.get(kind) or schema.relationships[kind]).properties
    return frozenset(p.name for p in known.values() if p.type == "float")
