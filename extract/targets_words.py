"""The vocabulary of targets, read once and compiled: comparators, units, word lists."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.alternatives import alternatives

VOCABULARY = Path(__file__).with_name("vocabulary")


def one_of(words: Iterable[str]) -> str:
    """Regex source that matches any of the words, the longest first. No groups."""
    return f"(?:{alternatives(words)})"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a vocabulary table."""
    with (VOCABULARY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Words:
    """`before`/`after` map a comparator to its op, `kinds` a unit to its kind; `lists`: target_words.toml."""

    before: dict[str, str]
    after: dict[str, str]
    kinds: dict[str, str]
    lists: dict[str, tuple[str, ...]]

    def source(self, *roles: str) -> str:
        """Regex source of one or more lists."""
        return one_of(w for role in roles for w in self.lists[role])


@cache
def load_words() -> Words:
    """The words, read once a process."""
    comparators = rows("comparators.csv")
    before = {r["phrase"]: r["op"] for r in comparators if r["place"] == "before"}
    after = {r["phrase"]: r["op"] for r in comparators if r["place"] == "after"}
    kinds = {r["unit"]: r["kind"] for r in rows("units.csv")}
    raw = tomllib.loads((VOCABULARY / "target_words.toml").read_text("utf-8"))
    return Words(before, after, kinds, {k: tuple(v) for k, v in raw.items()})
