"""Names of events listed before 等…活动 (参加云川节、云川展等活动), by their endings or, as themes, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.programs_words import Boundary, Content, Name, bare

_ITEM = re.compile(r"[^、和与及]+")
_RUN = re.compile(r"[^，,。；;：:！？\n\t—“”]{2,120}$")


class Events:
    """Finds listed events."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        events = table["events"]
        self._list, self._themes = re.compile(events["list"]), re.compile(events["themes"])
        self._ending, self._never = re.compile(events["endings"]), re.compile(events["never"])
        self._content, self._boundary = Content(table), Boundary(table)

    def find(self, text: str) -> Iterator[Name]:
        """Names in the order of the text."""
        for m in self._list.finditer(text):
            run = _RUN.search(text, max(0, m.start() - 120), m.start())
            if run and "、" in run.group():
                yield from self._items(text, run.start(), m.start(), bool(self._themes.match(m.group())))

    def _items(self, text: str, start: int, end: int, themes: bool) -> Iterator[Name]:
        for m in _ITEM.finditer(text, start, end):
            begin = max(m.start(), self._boundary.of(text, *m.span())[0])
            if text[begin - 1:begin] == "”" or self._never.search(text[begin:m.end()]):
                continue
            ending = self._ending.search(text[begin:m.end()])
            if themes or ending and self._content.says(text[begin:begin + ending.start()], text[begin:m.end()]):
                yield Name(bare(text[begin:m.end()]), begin, m.end(), "event")
