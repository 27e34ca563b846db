"""Values on their way into a store, alike for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.schema import Property


def typed(known: Mapping[str, Property], given: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with every float a float, so that 98 and 98.5 are stored alike; unknown ones go as they are."""
    return {k: float(v) if isinstance(v, int) and k in known and known[k].type == "float" else v
            for k, v in given.items()}

