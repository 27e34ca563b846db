"""Costly patterns tried only where a cheap look says that they may fit: the same hits, for less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Span


def begun_by(first: str, pattern: str) -> re.Pattern[str]:
    """The pattern compiled so that it is tried only at the characters of the set `first` (as between []), with which
    every hit must begin: alternatives in groups, behind a look-behind or an option are else all tried everywhere."""
    return re.compile(f"(?=[{first}])(?:{pattern})")


def near(
    pattern: re.Pattern[str], mark: re.Pattern[str], text: str, before: int, after: int, bounds: Span | None = None
) -> Iterator[re.Match[str]]:
    """Hits of `pattern` in order, none overlapping, each holding a hit of `mark`.

    A hit may begin up to `before` characters in front of the mark and end up to `after` behind it; the pattern must
    not look further. `bounds`: only in this span. Offsets count in `text`.
    """
    done, last = bounds or (0, len(text))
    for anchor in mark.finditer(text, done, last):
        at, behind = anchor.span()
        if behind <= done:
            continue
        begin, stop = max(done, at - before), min(last, behind + after)
        while (hit := pattern.search(text, begin, stop)) and hit.start() <= at:
            begin = hit.end()
            if at < begin:
                done = begin
                yield hit
                break
