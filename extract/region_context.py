"""Judges by the words around whether a place name names the region: not a body, paper, brand, circle or plain word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set
from typing import Any

from extract.bodies import BodyRegistry
from extract.places import Hit

_PAPER = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_ANY_PAPER = re.compile(rf"{_PAPER.pattern}|〈[^〈〉]*〉")
_QUOTE, _ANY_QUOTE = (re.compile(rf"{opened}[^”\"」\n]{{1,16}}[”\"」]") for opened in ("“", "[“\"「]"))
"""Of most papers the first alone: to seek one character is quicker than to seek one of several."""
_LINK = re.compile(r"^[市县区州省]?[、，和与及]?(?:“[^”]{1,12}”)?[、，和与及]?$")
_MAX_LINK = 16
_MAX_BODY = 30
_LONGEST_CIRCLE = 40


class Spans:
    """Stretches of a text, asked whether a place lies in one."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._spans = [m.span() for m in pattern.finditer(text)]
        self._starts = [a for a, _ in self._spans]

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch that holds `start`-`end`, or None."""
        i = bisect_right(self._starts, start) - 1
        return self._spans[i] if i >= 0 and end <= self._spans[i][1] else None


class Context:
    """The words of one paper around its place names."""

    def __init__(self, text: str, hits: list[Hit], words: dict[str, re.Pattern[str]], plain: frozenset[str],
                 bodies: BodyRegistry, at_home: Set[str]) -> None:
        """`plain` also mean something else; of those `at_home`, right below the paper's region, the full name does not."""
        self._text, self._words, self._plain, self._bodies = text, words, plain, bodies
        self._at_home = at_home
        self._papers = Spans(_ANY_PAPER if "〈" in text else _PAPER, text)
        self._quotes = Spans(_ANY_QUOTE if '"' in text or "「" in text else _QUOTE, text)
        self._linked = {i for i in range(len(hits) - 1) if self._link(hits[i][1], hits[i + 1][0])}
        self._ends = {end for _, end, _ in hits}
        self._linked |= {i + 1 for i in self._linked}
        self._reach: dict[int, int] = {}

    def in_paper(self, start: int, end: int) -> bool:
        return self._papers.around(start, end) is not None

    def in_brand(self, start: int, end: int) -> bool:
        """Whether the name begins that of a brand or an event (云川名牌, 云川国际美食节)."""
        return self._follows("brand", end)

    def in_branch(self, start: int, end: int) -> bool:
        """Whether it names a branch (某银行云川省分行) or company, and stands in no paper's title."""
        named = self._follows("office", end) or self._follows("organisation", end)
        return named and not self.in_paper(start, end)

    def in_body(self, start: int, end: int) -> bool:
        """Whether the name belongs to a body or company and stands in no paper's title."""
        before = self._words["before organisation"].search(self._text[max(0, start - 8):start])
        return not self.in_paper(start, end) and (before is not None or self._body(start, end))

    def why_not(self, index: int, hit: Hit) -> str | None:
        """Why the hit names no region, None where it does."""
        start, end, place = hit
        if place.level == "national":
            return "in a name"
        if place.level == "zone" and self._words["zones administration"].match(self._text, end):
            return None
        full = self._text[start:end] == place.name
        if self._follows("circle", end):
            return "circle"
        if self.in_paper(start, end):
            return "in the name of a paper"
        if self.in_body(start, end) or self._follows("office", end):
            return "in the name of a body"
        plain = self._text[start:end] in self._plain and index not in self._linked
        if full and plain and place.name not in self._at_home:
            return "plain word"
        if full:
            return None if end - start > 2 or self._apart(index, start, end) else "part of a word"
        return self._short(index, hit)

    def _short(self, index: int, hit: Hit) -> str | None:
        start, end, _ = hit
        if self._follows("organisation", end) or self._follows("brand", end) or self._brand(start, end):
            return "in the name of a body or brand"
        if self._follows("word", end) or self._words["before word"].search(self._text[max(0, start - 4):start]):
            return "part of a word"
        if self._text[start:end] in self._plain and index not in self._linked:
            return "plain word"
        return None

    def _apart(self, index: int, start: int, end: int) -> bool:
        """Two characters such as 和县 name a county where no word can run into them (扩围到城市和县城)."""
        before, after = self._text[max(0, start - 1):start], self._text[end:end + 1]
        led = index in self._linked or start in self._ends or not before or before in "、，。；：（(“\" \n\t在于赴"
        led = led or (self._text[start:end] in self._at_home and before in "以对从为向将由")
        return led and after not in ("级", "城", "域", "乡")

    def _follows(self, word: str, end: int) -> bool:
        return self._words[f"after {word}"].match(self._text, end) is not None

    def _body(self, start: int, end: int) -> bool:
        if start not in self._reach:
            self._reach[start] = self._bodies.longest(self._text, start, min(len(self._text), start + _MAX_BODY)) or 0
        return self._reach[start] > end

    def _brand(self, start: int, end: int) -> bool:
        quote = self._quotes.around(start, end)
        return quote is not None and quote[1] - quote[0] > end - start + 2

    def _link(self, end: int, start: int) -> bool:
        return start - end <= _MAX_LINK and start > end and bool(_LINK.match(self._text[end:start]))


def context_patterns(raw: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """The patterns of region_context.toml, "after brand" and so on. A circle's name is gone through only where one of
    its ends is in reach."""
    patterns = {f"{where} {name}": re.compile(p) for where, row in raw.items() for name, p in row.items()}
    names, ends = raw["circle"]["names"], raw["circle"]["ends"]
    near = rf"(?=[一-龥、，—·-]{{0,{_LONGEST_CIRCLE}}}?(?:{ends}))"
    return {**patterns, "after circle": re.compile(f"{near}{names}(?:{ends})")}
