"""Tables whose cells were printed one a line (序号 / 工作任务 / 责任单位 / 1 / … / 2 / …), as text taken from a page has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extract.document import Span, Table

_FIRST = "序号"
_WIDEST, _LONGEST = 14, 20
"""How many columns a table may have, and how many characters one of its headers."""
_SENTENCE = re.compile("[。；：:]")
_PART = re.compile(r"(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\S")
_GOES_ON = ("、", "，", ",")
_STOPS = ("。", "；", ";", "）", ")")
_BROKEN_HEADER = re.compile(r"[（(]|(?<=\d年\n)")
_LINE, _WORD = re.compile(r"[^\n]+"), re.compile(r"\S+")
_LOST = 1000


def lost_tables(text: str) -> Iterator[Table]:
    """The tables of a text, in order; spans count in `text`. A cell that goes on in a second line is one cell."""
    if _FIRST not in "".join(text.split(" ")):
        return
    lines = list(_cells(text))
    at = 0
    while at < len(lines):
        header = _header(text, lines, at)
        table = _table(text, lines, at, header) if header else None
        if table:
            yield table[0]
        at = table[1] if table else at + 1


def _cells(text: str) -> Iterator[Span]:
    """The lines; of a line so long that it lost its breaks, what blanks part."""
    for line in _LINE.finditer(text):
        if len(line[0]) > _LOST and _FIRST in line[0]:
            yield from (m.span() for m in _WORD.finditer(text, *line.span()))
        elif not line[0].isspace():
            yield line.span()


def _said(text: str, line: Span) -> str:
    """A line without white space, digits in half width."""
    return unicodedata.normalize("NFKC", "".join(text[slice(*line)].split()))


def _header(text: str, lines: list[Span], at: int) -> list[Span]:
    """The header's cells, from 序号 to the line before the first row; none where no table begins."""
    if not _said(text, lines[at]).startswith(_FIRST):
        return []
    if _said(text, lines[at]) != _FIRST:
        cells = [m.span() for m in _WORD.finditer(text, *lines[at])]
        return cells if text[slice(*cells[0])] == _FIRST and _begins(text, lines, at + 1) else []
    for end in range(at + 1, min(at + _WIDEST, len(lines))):
        if _begins(text, lines, end):
            return lines[at:end]
        if lines[end][1] - lines[end][0] > _LONGEST or _SENTENCE.search(text, *lines[end]):
            break
    return []


def _begins(text: str, lines: list[Span], at: int) -> bool:
    """Whether the first row stands at this line, its number alone, or a heading of rows in front of it."""
    at += at < len(lines) and bool(_PART.match(text, *lines[at]))
    return at < len(lines) and _said(text, lines[at]) == "1"


def _table(text: str, lines: list[Span], at: int, header: list[Span]) -> tuple[Table, int] | None:
    """The table and the line behind it, by the number of columns at which its rows come out whole."""
    first = at + (len(header) if header[0][1] == lines[at][1] else 1)
    for width in range(len(header), max(2, len(header) - 3), -1):
        rows, end = _rows(text, lines, first, width)
        if len(rows) > 1 and sum(len(row) == width for row in rows) * 2 > len(rows):
            cells = _joined(text, header, width, header=True)
            whole = [_joined(text, row, width) for row in rows]
            return Table(tuple(map(tuple, [cells, *(row for row in whole if len(row) == width)]))), end
    return None


def _rows(text: str, lines: list[Span], at: int, width: int) -> tuple[list[list[Span]], int]:
    """The lines of each row, its number first; the last row has as many as there are columns."""
    rows: list[list[Span]] = []
    while _numbered(text, lines, at, len(rows) + 1):
        at += _numbered(text, lines, at, len(rows) + 1) - 1
        ends = range(at + width, min(at + width + 4, len(lines) + 1))
        end = next((e for e in ends if _numbered(text, lines, e, len(rows) + 2)), at + width)
        rows.append(lines[at:end])
        at = end
    return rows, at


def _numbered(text: str, lines: list[Span], at: int, number: int) -> int:
    """1 where a row of this number begins at the line, 2 where a heading of rows stands in front of it, else 0."""
    for skip in (0, 1):
        if at + skip < len(lines) and _said(text, lines[at + skip]) == str(number):
            return skip + 1
        if at >= len(lines) or not _PART.match(text, *lines[at]):
            return 0
    return 0


def _joined(text: str, cells: list[Span], width: int, header: bool = False) -> list[Span]:
    """Lines put together until there is one for each column: behind a comma, then behind the longest that ends in no stop;
    of a header those that go on in a bracket, or behind a year."""
    cells = list(cells)
    while len(cells) > width:
        cut = _break(text, cells, header)
        cells[cut:cut + 2] = [(cells[cut][0], cells[cut + 1][1])]
    return cells


def _break(text: str, cells: list[Span], header: bool) -> int:
    """Which cell goes on in the next line."""
    inner = range(1, len(cells) - 1)
    if header:
        return next((i for i in inner if _BROKEN_HEADER.match(text, cells[i + 1][0])), len(cells) - 2)
    comma = (i for i in inner if text.endswith(_GOES_ON, *cells[i]))
    open_ended = [i for i in inner if not text.endswith(_STOPS, *cells[i])] or list(inner)
    return next(comma, max(open_ended, key=lambda i: cells[i][1] - cells[i][0]))
