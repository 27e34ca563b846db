"""Text files and Markdown to lines and grids."""

from __future__ import annotations

import re
from itertools import groupby

from extract.readers.blocks import Block, Cell, Grid
from extract.readers.clean import characters, lines
from extract.readers.spaced import parted

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)|\*\*|__|(?<=\S)\s+#+\s*$")
_COLUMNS, _MOST = 4, 3
_RULE = re.compile(r"^[|\s:—-]+$")
_EMPTY_CELLS = re.compile(r"(?:\s*\|){2,}\s*$")


def read_text(text: str) -> list[Block]:
    """A text file: one line a block; neighbouring lines with the same number of tabs, or with pipes, are a table, and
    so are lines under a header of most tabs whose first cells reach over several rows."""
    found: list[Block] = []
    for tabbed, run in groupby(lines(characters(text)), key=lambda line: (_shape(line) or " ")[0] == "\t"):
        members = list(run)
        found += [_spanned(members)] if tabbed and _spans_rows(members) else _even(members)
    return found


def _even(members: list[str]) -> list[Block]:
    """Lines and tables in which every row has the same number of cells."""
    found: list[Block] = []
    for shape, group in groupby(members, key=_shape):
        rows = list(group)
        if shape and (len(rows) > 1 or shape[0] == "|"):
            found.append(Grid([_cells(row, shape[0]) for row in rows if not _RULE.match(row)]))
        else:
            found.extend(parted([_EMPTY_CELLS.sub("", row) for row in rows]))
    return found


def _spans_rows(members: list[str]) -> bool:
    """Whether a run of tabbed lines is one table: its header has most cells, a third of its rows have as many, and
    the others fewer, since their first cells stand in a row above."""
    counts = [len(_cells(line, "\t")) for line in members]
    full = counts.count(counts[0])
    return counts[0] == max(counts) >= _COLUMNS and min(counts) > 1 and 1 < full < len(counts) <= _MOST * full


def _spanned(members: list[str]) -> Grid:
    grid = Grid()
    for line in members:
        row = _cells(line, "\t")
        above = grid.rows[-1] if grid.rows else row
        grid.rows.append([*above[:len(above) - len(row)], *row])
    return grid


def read_markdown(text: str) -> list[Block]:
    """Markdown as its text: headings, emphasis and links without their marks, pipe tables as tables."""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", _COMMENT.sub("", characters(text))))
    return read_text("\n".join(_MARK.sub("", line) for line in plain.split("\n")))


def _shape(line: str) -> tuple[str, int] | None:
    """What parts a line's cells, and into how many; None for running text."""
    said = line.strip()
    if line.count("|") >= 2 and (said[0] == "|" or (said[-1] == "|" and "|" in said.rstrip("| "))):
        return ("|", 0)
    bare = line.strip(" \u3000")
    return ("\t", bare.count("\t")) if "\t" in bare.strip() else None


def _cells(line: str, mark: str) -> list[Cell]:
    bare = line.strip(" \u3000")
    return [Cell(part.strip()) for part in (bare.strip("|") if mark == "|" else bare).split(mark)]
