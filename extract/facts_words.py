"""Where a fact stands in its paper, and in which words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.annotations import Section
from extract.document import sentence_around
from kg.model import Evidence

_MAX_REACH = 400


class Words:
    """Makes the evidence of one paper. `doc` is the paper's id."""

    def __init__(self, doc: str, text: str, outline: Sequence[Section]) -> None:
        self.doc, self.text = doc, text
        self._outline = outline
        self._starts = [s.start for s in outline]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """These words themselves."""
        return Evidence(self.doc, self._section(start), self.text[start:end], start, end, rule)

    def sentence(self, start: int, end: int, rule: str) -> Evidence:
        """The sentence around these words."""
        return self.evidence(*sentence_around(self.text, start, end, _MAX_REACH), rule)

    def _section(self, at: int) -> str:
        for i in range(bisect_right(self._starts, at) - 1, -1, -1):
            if at < self._outline[i].end:
                return self._outline[i].path
        return ""
