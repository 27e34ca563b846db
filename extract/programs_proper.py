"""Tells a thing with a place, a number or a proper kind of works in its name (洛水河治理) from a kind of works (污水处理)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.places import load_places
from extract.programs_words import bare

_LENGTHS = (3, 2)
"""Places are known by their full names and by short ones of so many characters."""


class Proper:
    """Knows what is one of its kind."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        works = table["works"]
        self._marks = re.compile(works["marks"])
        self._alone = re.compile(f"(?:{works['alone']})$")
        self._places = load_places()

    def is_one(self, item: str) -> bool:
        """Whether it begins with a place or bears a mark of its own (二期, 30万吨, …水库)."""
        plain = bare(item)
        placed = any(len(plain) > n + 2 and self._places.knows(plain[:n]) for n in _LENGTHS)
        return placed or bool(self._marks.search(plain))

    def is_place(self, item: str) -> bool:
        """Whether it is a place and nothing else."""
        return self._places.knows(item)

    def holds_place(self, item: str) -> bool:
        """Whether it holds a place anywhere; in a long text that may be chance (更新和危旧房)."""
        plain = bare(item)
        return any(self._places.knows(plain[at:at + n]) for n in _LENGTHS for at in range(len(plain) - n))

    def stands_alone(self, item: str) -> bool:
        """Whether it needs no head behind it (云临高铁, 红石水库)."""
        return item.startswith("“") and item.endswith("”") or bool(self._alone.search(bare(item)))
