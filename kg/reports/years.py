"""When papers were issued."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Node

_YEAR = re.compile(r"[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]")


class Period(NamedTuple):
    """Years of issue, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def bracketed_year(text: str) -> int | None:
    """The year in brackets of a 文号, or of a title that carries one."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def paper_year(node: Node) -> int | None:
    """The year a paper was issued, else published, else that of its 文号, else the one in which it begins to apply."""
    p = node.properties
    date = p.get("issued_on") or p.get("published_on")
    year: int | None = p.get("period_start")
    return int(date[:4]) if date else bracketed_year(str(p.get("doc_no", ""))) or year
