"""What every format is turned into first: lines and grids. Assembled, they are the one text that offsets count in."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.document import Span, Table


@dataclass(eq=False, slots=True)
class Cell:
    """One printed cell. Where it spans rows or columns, the same object stands in each place."""

    text: str


@dataclass(slots=True)
class Grid:
    """A table: rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = str | Grid
"""A line of text, its indentation kept, or a table."""


@dataclass(slots=True)
class _Sheet:
    """The text being put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> Span:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length


def assemble(blocks: list[Block]) -> tuple[str, tuple[Table, ...]]:
    """The text, one line a paragraph or table row, cells parted by tabs; and the tables as cell spans in it."""
    sheet, tables = _Sheet(), []
    for block in blocks:
        if isinstance(block, Grid):
            rows = _put_grid(sheet, block)
            if rows:
                tables.append(Table(rows))
        elif block.strip():
            sheet.put(block.strip())
            sheet.put("\n")
    return "".join(sheet.parts).removesuffix("\n"), tuple(tables)


def _put_grid(sheet: _Sheet, grid: Grid) -> tuple[tuple[Span, ...], ...]:
    """Write each cell where it first stands; rows that hold no text are left out."""
    spans: dict[Cell, Span] = {}
    rows = []
    for row in grid.rows:
        if not any(cell.text for cell in row):
            continue
        new = [cell for cell in dict.fromkeys(row) if cell not in spans]
        for place, cell in enumerate(new):
            if place:
                sheet.put("\t")
            spans[cell] = sheet.put(cell.text)
        if new:
            sheet.put("\n")
        rows.append(tuple(spans[cell] for cell in row))
    return tuple(rows)
