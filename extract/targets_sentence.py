"""Sentences and clauses around a figure, with names and brackets masked so that their commas part nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Span

_LONGEST = 2000
"""How far a sentence may reach from its first figure; beyond it the text counts as the next one."""
FILLER = "〓"
_NAMES = re.compile(r"《[^《》\n]{1,80}》|“(?!十.五”)[^“”\n]{1,40}”|\"(?!十.五\")[^\"\n]{1,30}\"|‘[^‘’\n]{1,30}’")
_BRACKETS = re.compile(r"[(（\[〔【](?!其中)[^()（）\[\]〔〕【】\n]{0,120}[)）\]〕】]")
_NUMBERED = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))")
_STOP = re.compile(r"[！？!?\n\t。](?:(?<!。)|(?!\d{1,2}(?!\d))|(?<!\d。))")
_NOTED = re.compile(r"\s*(?:[(（][^()（）\n]{1,120}[)）]\s*)+")
_CLAUSE = re.compile(
    r"[，；;：:∶（()）,\s—-](?:"  # one of these, and then one of the following
    r"(?<=[，；;：:∶])|(?<=[（(])(?=其中)|(?<=[0-9个家项件万亿%元][)）])(?=[、，,；;])|"
    r"(?<=,)(?!\d{3}(?!\d))|(?<=(?<![\d,]),)|(?<=[^\x00-\x7f〓]\s)\s*(?=[^\x00-\x7f])|(?<=—)—|(?<=-)-)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands in the paper, and `mask`, its text with names and brackets filled in.

    All offsets of methods count in the paper's text.
    """

    start: int
    end: int
    mask: str
    breaks: tuple[Span, ...]

    def masked(self, start: int, end: int) -> str:
        first, last = start - self.start, end - self.start
        return self.mask[first if first > 0 else 0:last if last > 0 else 0]

    def clause(self, position: int) -> Span:
        """The clause around a position, without its separators."""
        start, end = self.start, self.end
        for a, b in self.breaks:
            if b <= position:
                start = b
            elif a >= position:
                return start, a
        return start, end

    def segment(self, position: int) -> Span:
        """What stands around a position between semicolons."""
        inner = position - self.start
        before = max(self.mask.rfind(c, 0, inner) for c in "；;")
        after = [i for i in (self.mask.find(c, inner) for c in "；;") if i >= 0]
        return self.start + before + 1, self.start + min(after) if after else self.end


def sentence_at(text: str, position: int, floor: int) -> Sentence:
    """The sentence that holds a position; `floor` is where the sentence before it ended."""
    floor = max(floor, text.rfind("\n", floor, position) + 1, text.rfind("\t", floor, position) + 1)
    start = floor
    for stop in _STOP.finditer(text, floor, position):
        start = stop.end()
    start = max(_behind_note(text, start, position), position - _LONGEST)
    stop_match = _STOP.search(text, position)
    end = min(stop_match.start() if stop_match else len(text), position + _LONGEST)
    numbered = _NUMBERED.match(text[start:end])
    lead = numbered.end() if numbered else 0
    mask = " " * lead + text[start + lead:end]
    mask = _fill(_BRACKETS, _fill(_NAMES, mask))
    breaks = tuple((start + m.start(), start + m.end()) for m in _CLAUSE.finditer(mask))
    return Sentence(start, end, mask, breaks)


def _behind_note(text: str, start: int, position: int) -> int:
    """Where a sentence begins whose first words are a note in brackets on the one before ("。(责任单位:…)推出…")."""
    note = _NOTED.match(text, start, position)
    return note.end() if note and start and text[start - 1] == "。" else start


def _fill(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: FILLER * len(m[0]), text)
