"""Numbering is a sequence, not a pattern: marks are candidates, and a tree is grown where each level counts up.

Levels may restart under a new parent, run on through parents ((一)…(三十三) across 二…九), or skip a number.
Reference: DESIGN.md, decision 2.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.annotations import Section
from extract.headings import heading_ends, title_of

_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LONG_LINE = 1200
_MAX_SKIP = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: where it stands, its kind's rank (0 outermost), its number, and whether it opens a line."""

    start: int
    end: int
    rank: int
    value: int
    printed: str
    opens_line: bool


@dataclass(slots=True)
class _Open:
    rank: int
    value: int
    index: int  # in the outline


@dataclass(frozen=True)
class Numbering:
    """The table of marks, compiled: one pattern for marks, one for lines that break the numbering."""

    marks: re.Pattern[str]
    shapes: tuple[str, ...]
    breaks: re.Pattern[str]
    after: str
    not_before_bracket: str


@cache
def load_numbering() -> Numbering:
    table = tomllib.loads((Path(__file__).parent / "vocabulary" / "numbering.toml").read_text("utf-8"))
    rows = table["marks"]
    marks = "|".join(f"(?P<k{i}>{row['pattern']})" for i, row in enumerate(rows))
    breaks = table["breaks"]
    return Numbering(
        re.compile(marks),
        tuple(row["mark"] for row in rows),
        re.compile(rf"(?m)^[ \t　【]*(?:(?P<box>{breaks['box']})|(?P<annex>{breaks['annex']}))"),
        table["inline"]["after"],
        table["inline"]["not_before_bracket"],
    )


def count_of(printed: str) -> int:
    """The number of a mark: 一 → 1, 二十三 → 23, 百零五 → 105, １２ → 12, ③ → 3; 0 when it is none."""
    if len(printed) == 1 and "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdigit():
        return int(printed)
    hundreds, _, rest = printed.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    try:
        total = 100 * _HAN[hundreds or "一"] if "百" in printed else 0
        return total + (10 * _HAN[tens.lstrip("零〇") or "一"] if ten else 0) + (_HAN[ones[-1]] if ones else 0)
    except KeyError:
        return 0


def read_outline(text: str) -> list[Section]:
    """The numbered parts of a paper in the order of the text; see `Section` for what offsets and paths mean."""
    numbering = load_numbering()
    grown = _grow(text, list(_candidates(text, numbering)), list(_breaks(text, numbering)))
    return _with_headings(text, grown, numbering)


def _candidates(text: str, numbering: Numbering) -> Iterator[Mark]:
    flat = _flat_spans(text)
    for match in numbering.marks.finditer(text):
        rank = int(match.lastgroup[1:]) if match.lastgroup else 0
        printed = match.group(match.lastindex + 1) if match.lastindex else ""
        opens_line = _opens_line(text, match.start())
        if not opens_line and not (_inside(flat, match.start()) and _may_stand_inline(text, match, numbering)):
            continue
        value = count_of(printed)
        if value:
            yield Mark(match.start(), match.end(), rank, value, printed, opens_line)


def _opens_line(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t　*#_—-":
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _flat_spans(text: str) -> list[tuple[int, int]]:
    """Lines so long that several parts must stand in them: the paper lost its line breaks there."""
    return [(m.start(), m.end()) for m in re.finditer(rf"[^\n]{{{_LONG_LINE},}}", text)]


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _may_stand_inline(text: str, match: re.Match[str], numbering: Numbering) -> bool:
    before = text[match.start() - 1]
    if match.group()[0] in "（(〔":
        return before not in numbering.not_before_bracket
    return before in numbering.after or "①" <= match.group()[0] <= "⑳"


def _breaks(text: str, numbering: Numbering) -> Iterator[tuple[int, int, str]]:
    for match in numbering.breaks.finditer(text):
        yield match.start(), match.end(), "box" if match.group("box") else "annex"


class _Tree:
    """Grows the outline mark by mark. `open` is the path of parts that are still open, outermost first."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.open: list[_Open] = []
        self.last: dict[int, int] = {}
        self.box: int | None = None  # how many parts were open when the box began

    def close(self, depth: int, at: int) -> None:
        for part in self.open[depth:]:
            self.sections[part.index] = replace(self.sections[part.index], end=at)
        del self.open[depth:]
        if self.box is not None and depth < self.box:
            self.box = None

    def start_annex(self, at: int) -> None:
        self.close(0, at)
        self.last.clear()
        self.box = None

    def offer(self, mark: Mark, shape: str) -> None:
        depth = self._depth_in_box(mark) if self.box is not None else None
        if depth is None:
            depth = self._depth_for(mark)
        if depth is not None:
            self._accept(mark, shape, depth)

    def _depth_in_box(self, mark: Mark) -> int | None:
        """Inside a box its own list counts from 1; whatever counts on outside ends the box."""
        assert self.box is not None
        for depth in range(self.box, len(self.open)):
            if self.open[depth].rank == mark.rank and mark.value == self.open[depth].value + 1:
                return depth
        if mark.value == 1 and mark.rank > 3:
            depth = len(self.open)
            while depth > self.box and self.open[depth - 1].rank >= mark.rank:
                depth -= 1
            return depth
        return None

    def _depth_for(self, mark: Mark) -> int | None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].rank == mark.rank:
                return depth if self._follows(mark, self.open[depth].value) else None
        depth = len(self.open)
        while depth and self.open[depth - 1].rank > mark.rank:
            depth -= 1
        fits = mark.value in (1, self.last.get(mark.rank, 0) + 1)
        return depth if fits else None

    def _follows(self, mark: Mark, value: int) -> bool:
        if mark.value == value + 1:
            return True
        if not mark.opens_line or self.box is not None:
            return False
        return mark.value == 1 or value <= mark.value <= value + _MAX_SKIP

    def _accept(self, mark: Mark, shape: str, depth: int) -> None:
        self.close(depth, mark.start)
        parent = self.open[-1].index if self.open else -1
        label = shape.format(n=mark.printed)
        path = f"{self.sections[parent].path}/{label}" if parent >= 0 else label
        self.open.append(_Open(mark.rank, mark.value, len(self.sections)))
        self.sections.append(Section(mark.printed, label, path, "", mark.start, mark.end, -1, depth, parent))
        self.last[mark.rank] = mark.value


def _grow(text: str, marks: list[Mark], breaks: list[tuple[int, int, str]]) -> list[Section]:
    shapes = load_numbering().shapes
    tree = _Tree()
    events: list[tuple[int, Mark | str]] = [(m.start, m) for m in marks] + [(at, kind) for at, _, kind in breaks]
    for at, event in sorted(events, key=lambda row: row[0]):
        if isinstance(event, Mark):
            tree.offer(event, shapes[event.rank])
        elif event == "annex":
            tree.start_annex(at)
        else:
            tree.box = len(tree.open)
    tree.close(0, len(text))
    return tree.sections


def _with_headings(text: str, sections: list[Section], numbering: Numbering) -> list[Section]:
    """Fill in where each heading ends and what it says; one's own sub-parts never belong to the heading."""
    following = [s.start for s in sections[1:]] + [len(text)]
    bounds = [min(s.end, nxt) for s, nxt in zip(sections, following, strict=False)]
    ends = heading_ends(text, sections, bounds)
    return [
        replace(s, title=title_of(text, s.head_end, end), head_end=end)
        for s, end in zip(sections, ends, strict=True)
    ]
