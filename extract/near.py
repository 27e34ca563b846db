"""Costly patterns tried only where a cheap look says that they may fit: the same hits, for less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Span


def begun_by(first: str, pattern: str) -> re.Pattern[str]:
    """The pattern compiled so that it is tried only at the characters of the set `first` (as between []), with which
    every hit must begin: alternatives in groups, behind a look-behind or an option are else all tried everywhere."""
    return re.compile(f"(?=[{first}])(?:{pattern})")


Marks = tuple[re.Pattern[str], ...]


def marks(*sources: str) -> Marks:
    """Patterns of which each begins with one fixed character: up to a dozen sought one by one take less time than a choice
    between them."""
    return tuple(map(re.compile, sources))


def spots(marks: Marks, text: str, start: int, end: int) -> list[Span]:
    """Where one of the marks stands in `text[start:end]`, in order."""
    found = [hit.span() for mark in marks for hit in mark.finditer(text, start, end)]
    return sorted(found) if len(marks) > 1 else found


def near(
    pattern: re.Pattern[str], marks: Marks, text: str, before: int, after: int, bounds: Span | None = None
) -> Iterator[re.Match[str]]:
    """Hits of `pattern` in order, none overlapping, each holding a hit of one of the `marks`.

    A hit may begin up to `before` characters in front of the mark and end up to `after` behind it; the pattern must
    not look further. `bounds`: only in this span. Offsets count in `text`.
    """
    done, last = bounds or (0, len(text))
    for at, behind in spots(marks, text, done, last):
        if behind <= done:
            continue
        begin, stop = max(done, at - before), min(last, behind + after)
        while (hit := pattern.search(text, begin, stop)) and hit.start() <= at:
            begin = hit.end()
            if at < begin:
                done = begin
                yield hit
                break
