"""Works listed by their names before 等重大项目 or 3个项目 (开工建设红石水库、云临高铁等重大项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from extract.programs_proper import Proper
from extract.programs_words import Name, bare

_ITEM = re.compile(r"(?:[（(][^（）()\n]*[）)]|[^、（()）])+")
_RUN = re.compile(r"[^，,。；;：:！？\n\t]*$")
_BEFORE = (r"等(?:(?:\d+|[两三四五六七八九十]+)[个大项条])?", r"个(?<=\d个)")
"""In front of the head: 等, or a number alone."""
_BOTH = re.compile("[和与](?=[^和与]{4,}$)")
_FAR, _SHORTEST, _LONGEST = 220, 4, 40


class Works:
    """Finds listed works."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        works = table["works"]
        self._lists = [re.compile(before + works["list"]) for before in _BEFORE]
        self._verbs = re.compile(works["verbs"])
        self._never, self._proper = re.compile(works["never"]), Proper(table)

    def find(self, text: str) -> Iterator[Name]:
        """Names in the order of the text."""
        for m in chain.from_iterable(pattern.finditer(text) for pattern in self._lists):
            end = m.start()
            while m.group()[0] == "个" and text[end - 1].isdigit():
                end -= 1
            run = _RUN.search(text, max(0, end - _FAR), end)
            verb = self._verbs.match(text, run.start(), end) if run and text[end - 1] != "、" else None
            if verb:
                items = list(self._items(text, verb.end(), end))
                if self._named([text[a:b] for a, b in items]):
                    yield from (self._name(text, a, b, m.group("head")) for a, b in items)

    def _items(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of the items; the last may be two ("A治理和B供水等工程")."""
        for m in _ITEM.finditer(text, start, end):
            both = _BOTH.search(text, m.start() + _SHORTEST, m.end()) if m.end() == end and m.start() > start else None
            yield from [(m.start(), both.start()), (both.end(), m.end())] if both else [m.span()]

    def _named(self, items: list[str]) -> bool:
        """Whether all may be names, and a third of them shows that they are."""
        fit = all(_SHORTEST <= len(bare(i)) <= _LONGEST and not self._never.search(i) for i in items)
        return fit and 3 * sum(self._proper.is_one(i) or self._proper.holds_place(i) for i in items) >= len(items)

    def _name(self, text: str, start: int, end: int, head: str) -> Name:
        shared = "" if self._proper.stands_alone(text[start:end]) else head
        return Name(bare(text[start:end]) + shared, start, end, "works")
