"""Marks that may number a part of a paper: where they stand and what they count. Which of them do is the tree's say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extract.near import Marks, begun_by, marks, near
from extract.numbers import NotANumber, parse_number

_LONG_LINE = 1200
_INDENT, _LONGEST_BREAK, _LONGEST_DUTY, _LONGEST_MARK, _LONGEST_TITLE = 60, 60, 210, 6, 80
_LINE = re.compile(r"[ \t　*#_—-]*(?P<rest>[^\n]+)")


class Mark(NamedTuple):
    """A candidate: where it stands, its kind's rank (0 outermost), its number, whether it opens a line, and whether
    others of its kind count on from it."""

    start: int
    end: int
    rank: int
    value: int
    printed: str
    opens_line: bool
    goes_on: bool = False


@dataclass(frozen=True)
class Numbering:
    """The table of marks, compiled: one pattern for marks, one for lines that break the numbering, and what is in each
    such line."""

    marks: re.Pattern[str]
    shapes: tuple[str, ...]
    breaks: re.Pattern[str]
    break_marks: Marks
    explained: re.Pattern[str]
    explained_mark: Marks
    after: str
    not_before_bracket: str
    behind_duty: re.Pattern[str]
    run_in: Marks
    behind_heading: re.Pattern[str]


@cache
def load_numbering() -> Numbering:
    table = tomllib.loads((Path(__file__).parent / "vocabulary" / "numbering.toml").read_text("utf-8"))
    rows = table["marks"]
    kinds = "|".join(f"(?P<k{i}>{row['pattern']})" for i, row in enumerate(rows))
    inline, breaks = table["inline"], table["breaks"]
    return Numbering(
        begun_by(table["begin"], kinds),
        tuple(row["mark"] for row in rows),
        re.compile(rf"(?m)^[ \t　【]*(?:(?P<box>{breaks['box']})|(?P<annex>{breaks['annex']}))"),
        marks(*(rf"{first}(?<![^\s【].)" for first in breaks["begin"])),
        re.compile(f"(?m)^{breaks['explained']}"),
        marks(breaks["explained_mark"]),
        inline["after"],
        inline["not_before_bracket"],
        re.compile(f"{inline['behind_duty']}[{re.escape(inline['closers'])}]{inline['run_in']}"),
        marks(*(re.escape(closer) + inline["run_in"] for closer in inline["closers"])),
        re.compile(inline["behind_heading"]),
    )


def told_on(marks: Iterable[Mark]) -> list[Mark]:
    """The marks with whether others count on from them: of those inside a line the next of their kind, of those that
    open one the next two."""
    later: dict[int, tuple[int, int]] = {}
    told = []
    for mark in reversed(list(marks)):
        following, after = later.get(mark.rank, (0, 0))
        counted_on = following == mark.value + 1 and (not mark.opens_line or after == mark.value + 2)
        told.append(mark._replace(goes_on=True) if counted_on else mark)
        later[mark.rank] = mark.value, following
    return told[::-1]


def count_of(printed: str) -> int:
    """The number of a mark: 一 → 1, 二十三 → 23, 百零五 → 105, １２ → 12, ③ → 3; 0 when it is none."""
    try:
        return int(parse_number(printed))
    except NotANumber:
        return 0


def candidates(text: str, numbering: Numbering) -> Iterator[Mark]:
    """Marks at the start of a line; in lines so long that several parts must stand in them, also inside; in others
    right behind a line of responsibility or a heading that runs into the next part."""
    run_in = [m.end() for m in near(numbering.behind_duty, numbering.run_in, text, _LONGEST_DUTY, _LONGEST_MARK)]
    for line in _LINE.finditer(text):
        start, end = line.start("rest"), line.end()
        first = numbering.marks.match(text, start, end)
        if first:
            yield from _mark(first, True)
            yield from _run_in(text, first.end(), end, numbering)
        if end - start >= _LONG_LINE:
            for match in numbering.marks.finditer(text, first.end() if first else start, end):
                if match.start() > start and _may_stand_inline(text, match, numbering):
                    yield from _mark(match, False)
        else:
            for at in (at for at in run_in if start < at < end):
                if part := numbering.marks.match(text, at, end):
                    yield from _mark(part, True)


def _run_in(text: str, at: int, end: int, numbering: Numbering) -> Iterator[Mark]:
    """The parts that headings run into, one behind the other (二、重点任务 （一）提升能力 1.培育专利)."""
    while (run := numbering.behind_heading.match(text, at, end)) and (part := numbering.marks.match(text, run.end(), end)):
        yield from _mark(part, False)
        at = part.end()


def _mark(match: re.Match[str], opens_line: bool) -> Iterator[Mark]:
    rank = int(match.lastgroup[1:]) if match.lastgroup else 0
    printed = match.group(match.lastindex + 1) if match.lastindex else ""
    if value := count_of(printed):
        yield Mark(match.start(), match.end(), rank, value, printed, opens_line)


def _may_stand_inline(text: str, match: re.Match[str], numbering: Numbering) -> bool:
    before = text[match.start() - 1]
    if match.group()[0] in "（(〔":
        return before not in numbering.not_before_bracket
    return before in numbering.after or "①" <= match.group()[0] <= "⑳"


def breaks(text: str, numbering: Numbering) -> Iterator[tuple[int, str]]:
    """Where a box (专栏), an annex or an explanation of the paper begins."""
    for match in near(numbering.breaks, numbering.break_marks, text, _INDENT, _LONGEST_BREAK):
        yield match.start(), "box" if match.group("box") else "annex"
    for match in near(numbering.explained, numbering.explained_mark, text, _LONGEST_TITLE, _LONGEST_MARK):
        yield match.start(), "explained"
