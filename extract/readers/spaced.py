"""Tables of tasks whose cells only blanks part, known by a header that holds nothing but names of columns."""

from __future__ import annotations

import re
from functools import cache

from extract.readers.blocks import Block, Cell, Grid
from extract.tables import table

_FEWEST, _LONGEST = 3, 8
_BESIDE = re.compile("备注|说明")
_DOERS = ("lead", "joint", "cooperate")


def parted(lines: list[str]) -> list[Block]:
    """The lines, those of a table with as many cells a row as its header has made a grid; a row cut over two lines
    ends it."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        rows = _rows(lines, at)
        found.append(Grid([[Cell(cell) for cell in row] for row in rows]) if rows else lines[at])
        at += max(1, len(rows))
    return found


def _rows(lines: list[str], at: int) -> list[list[str]]:
    """The cells of the header at `at` and of the rows below it; none where there is no such table."""
    header = lines[at].split()
    if not _is_header(header):
        return []
    rows = [header]
    for line in lines[at + 1:]:
        if len(cells := line.split()) != len(header):
            break
        rows.append(cells)
    return rows if len(rows) >= _FEWEST else []


def _is_header(cells: list[str]) -> bool:
    """Whether each cell names a column, one that of the tasks and one that of those who do them."""
    if len(cells) < _FEWEST or max(map(len, cells)) > _LONGEST:
        return False
    kinds = [next((kind for kind, words in _columns().items() if words.search(cell)), "") for cell in cells]
    known = all(kind or _BESIDE.search(cell) for kind, cell in zip(kinds, cells, strict=True))
    return known and "task" in kinds and any(doer in kinds for doer in _DOERS)


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    """The columns of a table of tasks; who does it first, since 责任单位 may stand beside 工作任务."""
    raw = table("sections.toml")["columns"]
    return {kind: re.compile(raw[kind]) for kind in (*_DOERS, "deadline", "number", "task")}
