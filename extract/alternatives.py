"""Regex source for lists of words, written as a tree so that what words have in common is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple


def alternatives(words: Iterable[str]) -> str:
    """Matches any of the words, of several that fit the longest: "甲(?:乙丙|丁)|戊". No group around the whole."""
    return "|".join(_branches(sorted(set(words))))


def _branches(words: list[str]) -> list[str]:
    """One source for each first character; a word that others begin with stands behind them."""
    branches = []
    for first, same in groupby(filter(None, words), key=lambda word: word[0]):
        rests = _branches([word[1:] for word in same])
        branches.append(re.escape(first) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"))
    return [*branches, ""] if "" in words else branches


class AnyOf(NamedTuple):
    """Regex sources of what short texts may look like: those that begin with ^ are tried at the front only."""

    begin: re.Pattern[str]
    hold: re.Pattern[str]

    @classmethod
    def of(cls, sources: Iterable[str]) -> AnyOf:
        rows = list(sources)
        begin, hold = ("|".join(r for r in rows if r.startswith("^") == front) or "(?!)" for front in (True, False))
        return cls(re.compile(begin), re.compile(hold))

    def fit(self, text: str) -> bool:
        """Whether one of them is in the text."""
        return self.begin.match(text) is not None or self.hold.search(text) is not None
