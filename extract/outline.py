"""Numbering is a sequence, not a pattern: marks are candidates, and a tree is grown where each level counts up.

Levels may restart under a new parent, run on through parents ((一)…(三十三) across 二…九), or skip a number.
Reference: DESIGN.md, decision 2.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from extract.annotations import Section
from extract.document import Span
from extract.headings import heading_end, title_of
from extract.outline_contents import lists_apart
from extract.outline_marks import Mark, breaks, candidates, load_numbering, told_on

_MAX_SKIP = 3
EXPLAINED = "解读/"
"""What the paths of the parts begin with that explain the paper behind it."""


def read_outline(text: str, tables: Sequence[Span] = ()) -> list[Section]:
    """The numbered parts of a paper in the order of the text; see `Section` for what offsets and paths mean.

    Numbers inside `tables` count rows, those of a table of contents and of notes number no part: all are left alone.
    """
    numbering = load_numbering()
    listed = lists_apart(text)
    apart = [*tables, *listed]
    marks = told_on(m for m in candidates(text, numbering) if not any(a <= m.start < b for a, b in apart))
    cuts = [cut for cut in breaks(text, numbering) if not any(a <= cut[0] < b for a, b in listed)]
    return _whole(text, _grow(len(text), marks, cuts))


def _whole(text: str, tree: Tree) -> list[Section]:
    """Fill in where each part and each heading ends and what it says; sub-parts never belong to the heading."""
    following = [p.start for p in tree.parts[1:]] + [len(text)]
    parents = {p.parent for p in tree.parts}
    sections = []
    for i, (p, end, bound) in enumerate(zip(tree.parts, tree.ends, map(min, tree.ends, following), strict=True)):
        head = heading_end(text, p.mark_end, bound, i in parents)
        title = title_of(text, p.mark_end, head)
        sections.append(Section(p.number, p.mark, p.path, title, p.start, head, end, p.depth, p.parent))
    return sections


class _Part(NamedTuple):
    """As a `Section`, while its heading and its end are not known."""

    number: str
    mark: str
    path: str
    start: int
    mark_end: int
    depth: int
    parent: int


@dataclass(slots=True)
class _Open:
    rank: int
    value: int
    index: int  # in the outline


class Tree:
    """Grows the outline mark by mark. `open` is the path of parts that are still open, outermost first; `ends` says
    where each part ends."""

    def __init__(self, begun: Set[int]) -> None:
        self.parts: list[_Part] = []
        self.ends: list[int] = []
        self.open: list[_Open] = []
        self.last: dict[int, int] = {}
        self.box: int | None = None  # how many parts were open when the box began
        self.above = ""  # what paths in an annex begin with
        self.begun = begun  # kinds that somewhere begin at 1: only of others may an excerpt begin at 64

    def close(self, depth: int, at: int) -> None:
        for part in self.open[depth:]:
            self.ends[part.index] = at
        del self.open[depth:]
        if self.box is not None and depth < self.box:
            self.box = None

    def start_annex(self, at: int, name: str = "附件/") -> None:
        """An annex counts anew; behind a numbered paper its paths say so (附件/一), as do those of an explanation."""
        self.close(0, at)
        self.above = name if self.parts else ""
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
        last = self.last.get(mark.rank, 0)
        fits = mark.value in (1, last + 1) or (mark.opens_line and last > 1 and last < mark.value <= last + _MAX_SKIP)
        fits = fits or (last == 0 and mark.opens_line and mark.goes_on and mark.rank not in self.begun)
        return depth if fits or self._takes_over(mark, depth) else None

    def _takes_over(self, mark: Mark, depth: int) -> bool:
        """Whether an outer kind of mark counts on where an inner one, at the same place, left off (1、2、3、四、五)."""
        return depth == 0 and bool(self.open) and mark.opens_line and mark.value == self.open[0].value + 1

    def _follows(self, mark: Mark, value: int) -> bool:
        if mark.value == value + 1:
            return True
        if self.box is not None:
            return False
        if not mark.opens_line:
            return mark.goes_on and mark.value == value + 2
        return mark.value == 1 or value <= mark.value <= value + _MAX_SKIP

    def _accept(self, mark: Mark, shape: str, depth: int) -> None:
        self.close(depth, mark.start)
        parent = self.open[-1].index if self.open else -1
        label = shape.replace("{n}", mark.printed)
        path = f"{self.parts[parent].path}/{label}" if parent >= 0 else self.above + label
        self.open.append(_Open(mark.rank, mark.value, len(self.parts)))
        self.parts.append(_Part(mark.printed, label, path, mark.start, mark.end, depth, parent))
        self.ends.append(-1)
        self.last[mark.rank] = mark.value


def _grow(end: int, marks: list[Mark], cuts: list[tuple[int, str]]) -> Tree:
    shapes = load_numbering().shapes
    tree = Tree({m.rank for m in marks if m.value == 1 and m.opens_line})
    events: list[tuple[int, Mark | str]] = [*((m.start, m) for m in marks), *cuts]
    for at, event in sorted(events, key=lambda row: row[0]):
        if isinstance(event, Mark):
            tree.offer(event, shapes[event.rank])
        elif event == "annex":
            tree.start_annex(at)
        elif event == "explained":
            tree.start_annex(at, EXPLAINED)
        else:
            tree.box = len(tree.open)
    tree.close(0, end)
    return tree
