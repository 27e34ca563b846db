"""Undertakings that a box of a plan sets out (专栏2 重点项目 / 药品追溯工程：…): its title, and what its lines begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.document import Span
from extract.programs_words import Name, alternation, bare

_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile("[^、]+")
_LONGEST = 40
"""How many lines a box has at most."""


class Boxes:
    """Finds what is named in boxes."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        boxes = table["boxes"]
        told = alternation(table["left"]["doing"])
        self._title = re.compile(rf"(?m)^{boxes['opens']}(?:(?P<name>\S*{boxes['heads']})|[^\n。；]*)[ \t\u3000]*$")
        self._plain = re.compile(boxes["plain"])
        self._item = re.compile(rf"{boxes['bullet']}(?!{told})(?P<name>[^，,。；;：:、\n]{{4,30}}?{boxes['heads']})(?=[：:。])")
        self._listed = re.compile(rf"{boxes['bullet']}[\u4e00-\u9fff]{{2,6}}[：:](?P<list>[^，,。；;：:\n]+)")
        self._next = re.compile(boxes["next"])
        self._work = re.compile(f".{{3,}}{boxes['heads']}")

    def find(self, text: str) -> Iterator[Name]:
        """Names in the order of the text."""
        for box in self._title.finditer(text):
            if box["name"] and not self._plain.search(box["name"]):
                yield self._name(text, box.span("name"))
            for line in self._lines(text, box.end() + 1):
                yield from (self._name(text, span) for span in self._named(text, line))

    def _lines(self, text: str, at: int) -> Iterator[Span]:
        """The lines of a box; the first blank one behind some text ends it, or the next part of the paper."""
        said = False
        for _ in range(_LONGEST):
            line = _LINE.match(text, at)
            if line is None or not line[0] or (said and line[0].isspace()) or self._next.match(line[0]):
                return
            said = said or not line[0].isspace()
            yield line.span()
            at = line.end()

    def _named(self, text: str, line: Span) -> Iterator[Span]:
        """What begins a line and names itself, or the works listed behind their kind (水利：甲水库工程、乙河治理工程)."""
        if item := self._item.match(text, *line):
            yield item.span("name")
        elif listed := self._listed.match(text, *line):
            items = [m.span() for m in _ITEM.finditer(text, *listed.span("list"))]
            if all(self._work.fullmatch(text, *span) for span in items):
                yield from items

    def _name(self, text: str, span: Span) -> Name:
        return Name(bare(text[slice(*span)]), *span, "boxed")
