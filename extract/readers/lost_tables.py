"""Tables that text taken from a page lost: cells printed one a line (序号 / 工作任务 / 责任单位 / 1 / … / 2 / …), or rows whose
cells only wide blanks part, among headings of rows and lines that go on."""

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
_NOTE = re.compile(r"\s*(?:备?注|说明)\d?[:：]")
_GOES_ON = ("、", "，", ",")
_STOPS = ("。", "；", ";", "）", ")")
_BROKEN_HEADER = re.compile(r"[（(]|(?<=\d年\n)")
_LINE, _WORD, _WIDE = re.compile(r"[^\n]+"), re.compile(r"\S+"), re.compile(r"[ \t]{2,}|\u3000+|\t")
_FEWEST, _CLOSES = 3, ("。", "；")
_GROUP = 6
"""A line so short between the rows is a part of a group's name."""
_LOST = 1000


def lost_tables(text: str) -> Iterator[Table]:
    """The tables of a text, in order; spans count in `text`. A cell that goes on in a second line is one cell."""
    if _FIRST not in "".join(text.split(" ")):
        return
    lines = list(_cells(text))
    at, number = 0, 1
    while at < len(lines):
        first, header = next(((n, h) for n in (1, number) if (h := _header(text, lines, at, n))), (1, []))  # a new page goes on
        table = _table(text, lines, at, header, first) if header else _spaced(text, lines, at)
        if table:
            yield table[0]
            number = _count(_said(text, table[0].rows[-1][0])) + 1
        at = table[1] if table else at + 1


def _count(said: str) -> int:
    return int(said) if said.isdecimal() else 0


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


def _header(text: str, lines: list[Span], at: int, number: int) -> list[Span]:
    """The header's cells, from 序号 to the line before the first row, which has this number; none where no table begins."""
    if not _said(text, lines[at]).startswith(_FIRST):
        return []
    if _said(text, lines[at]) != _FIRST:
        cells = [m.span() for m in _WORD.finditer(text, *lines[at])]
        return cells if text[slice(*cells[0])] == _FIRST and _begins(text, lines, at + 1, number) else []
    for end in range(at + 1, min(at + _WIDEST, len(lines))):
        if _begins(text, lines, end, number):
            return lines[at:end]
        if lines[end][1] - lines[end][0] > _LONGEST or _SENTENCE.search(text, *lines[end]):
            break
    return []


def _begins(text: str, lines: list[Span], at: int, number: int) -> bool:
    """Whether the row stands at this line, its number alone, or a heading of rows in front of it."""
    at += at < len(lines) and bool(_PART.match(text, *lines[at]))
    return at < len(lines) and _said(text, lines[at]) == str(number)


def _table(text: str, lines: list[Span], at: int, header: list[Span], number: int) -> tuple[Table, int] | None:
    """The table and the line behind it, by the number of columns at which its rows come out whole; its rows count from
    `number`."""
    first = at + (len(header) if header[0][1] == lines[at][1] else 1)
    for width in range(len(header), max(2, len(header) - 3), -1):
        rows, end = _rows(text, lines, first, width, number)
        if len(rows) > 1 and sum(len(row) == width for row in rows) * 2 > len(rows):
            cells = _joined(text, header, width, header=True)
            whole = [_joined(text, row, width) for row in rows]
            return Table(tuple(map(tuple, [cells, *(row for row in whole if len(row) == width)]))), end
    return None


def _spaced(text: str, lines: list[Span], at: int) -> tuple[Table, int] | None:
    """A table of one row a line, parted by blanks as wide as those of its header."""
    header = _parts(text, lines[at])
    grouped = len(header) > 1 and text[slice(*header[1])] == _FIRST  # 类别, then 序号: groups stand on lines of their own
    header = header[grouped:]
    if text[slice(*header[0])] != _FIRST or len(header) < _FEWEST:
        return None
    rows: list[list[Span]] = []
    end = at + 1
    while end < len(lines):
        cells = _parts(text, lines[end])
        if _said(text, cells[0]) == str(len(rows) + 1) and len(cells) > 1:
            rows.append(cells)
        elif grouped and len(cells) == 1 and cells[0][1] - cells[0][0] <= _GROUP:
            pass
        elif not _PART.match(text, *lines[end]):
            if not rows or _NOTE.match(text, *lines[end]) or len(rows[-1]) > len(header) or text.endswith(_CLOSES, *rows[-1][-1]):
                break
            _go_on(text, rows[-1], [part for part in cells if part[0] < part[1]], len(header))
        elif not _goes_on(text, lines, end, len(rows) + 1):
            break
        end += 1
    whole = [tuple(row) for row in rows if len(row) == len(header)]
    return (Table((tuple(header), *whole)), end) if len(whole) > 1 and len(whole) * 2 > len(rows) else None


def _go_on(text: str, row: list[Span], cells: list[Span], width: int) -> None:
    """A row goes on in its next line: its last cell, where that is open or the row full, and the cells it lacks."""
    joins = text.endswith(_GOES_ON, *row[-1]) or len(row) + len(cells) > width
    if len(row) == width:
        cells = [(cells[0][0], cells[-1][1])]
    if joins:
        row[-1] = row[-1][0], cells[0][1]
    row.extend(cells[joins:])


def _goes_on(text: str, lines: list[Span], at: int, number: int) -> bool:
    """Whether the row of this number stands behind the heading of rows at the line."""
    return at + 1 < len(lines) and _said(text, _parts(text, lines[at + 1])[0]) == str(number)


def _parts(text: str, line: Span) -> list[Span]:
    """What wide blanks part."""
    edges = [line[0], *(i for gap in _WIDE.finditer(text, *line) for i in gap.span()), line[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _rows(text: str, lines: list[Span], at: int, width: int, number: int) -> tuple[list[list[Span]], int]:
    """The lines of each row, its number first; the last row has as many as there are columns."""
    rows: list[list[Span]] = []
    while found := _numbered(text, lines, at, number + len(rows)):
        at += found - 1
        ends = range(at + width, min(at + width + 4, len(lines) + 1))
        end = next((e for e in ends if _numbered(text, lines, e, number + len(rows) + 1)), at + width)
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
