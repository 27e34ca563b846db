"""When a paper was written, as far as its text lets one tell: the time at which its bodies bear their names."""

from __future__ import annotations

import re
from collections import Counter

from extract.annotations import Head

_NUMBERED = re.compile(r"[〔\[（(]\s*((?:19|20)\d{2})\s*[〕\]）)]\s*第?\d+\s*号")
_YEAR = re.compile(r"(20[0-3]\d)(?<!\d\d{4})\s*年")


def find_era(head: Head, text: str) -> str | None:
    """The date of issue, else the year of its 文号, the day of publication, the newest paper cited or the year named
    most often (of several the middle one). A plan put on line after its term is of its first year. YYYY-MM-DD or YYYY."""
    if head.issued_on:
        return head.issued_on
    if number := _NUMBERED.search(head.doc_no or ""):
        return number[1]
    if head.period and (head.published_on is None or int(head.published_on[:4]) > head.period[1]):
        return str(head.period[0])
    return head.published_on or _named(text)


def _named(text: str) -> str | None:
    years = Counter(_YEAR.findall(text))
    often = sorted(year for year in years if years[year] == max(years.values()))
    middle = often[(len(often) - 1) // 2] if often else ""
    return max(middle, *_NUMBERED.findall(text), "") or None
