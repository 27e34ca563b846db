"""A report as an Excel workbook: one sheet a table, every number linked to its lines on the sheet of sources."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from rich.cells import cell_len

from kg.reports.report import Cell, Column, Report, Row, Table, Words
from kg.reports.wording import BOOK_ROWS, relation_name, row_evidence, shortened, spoken

_SOURCES, _NOTES = Words("出处", "Sources"), Words("说明", "Notes")
_SOURCE_COLUMNS = {Words("关系", "Relationship"): 18, Words("文件", "Paper"): 40, Words("章节", "Section"): 14,
                   Words("起", "Start"): 8, Words("止", "End"): 8, Words("原文", "Quote"): 90}
_FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True}, "count": {"num_format": "0"}, "number": {"num_format": "0.####"},
    "share": {"num_format": "0.0%"}}
_A4, _WIDEST = 9, 40
_MAX_LINKS = 60_000  # Excel opens no sheet with more than 65,530
_MAX_TEXT = 32_000  # characters that a cell holds
_MAX_SOURCES = 1_000_000
_FIXED = datetime(2000, 1, 1)  # no clock: the same report gives the same bytes


def write(report: Report, folder: Path, lang: str = "zh") -> list[Path]:
    """`NAME.xlsx`. Texts stay texts, whatever they begin with. The same report gives the same bytes."""
    path = folder / f"{report.name}.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        _Book(book, report, lang).write()
    return [path]


class _Book:
    """Writes the sheets; `line` is the next free row of the sheet of sources."""

    def __init__(self, book: Any, report: Report, lang: str) -> None:
        self.book, self.report, self.lang = book, report, lang
        self.book.set_properties({"title": report.title.say(lang), "created": _FIXED})
        base: dict[str, Any] = {"valign": "top", "border": 1, "border_color": "#BBBBBB"}
        self.formats = {kind: book.add_format(base | more) for kind, more in _FORMATS.items()}
        self.links = {kind: book.add_format(base | more | {"font_color": "#0B5394", "underline": 1})
                      for kind, more in _FORMATS.items()}
        self.head = book.add_format(base | {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.line = 1

    def write(self) -> None:
        sheets = [self.book.add_worksheet(table.title.say(self.lang)[:31]) for table in self.report.tables]
        notes, self.sources = (self.book.add_worksheet(name.say(self.lang)) for name in (_NOTES, _SOURCES))
        self._heads(self.sources, 0, [(name.say(self.lang), width) for name, width in _SOURCE_COLUMNS.items()])
        for sheet, table in zip(sheets, self.report.tables, strict=True):
            self._table(sheet, table)
        notes.set_column(0, 0, 110)
        for i, note in enumerate(self.report.notes):
            notes.write_string(i, 0, note.say(self.lang))

    def _heads(self, sheet: Any, row: int, columns: list[tuple[str, float]]) -> None:
        for i, (name, width) in enumerate(columns):
            sheet.write_string(row, i, name, self.head)
            sheet.set_column(i, i, width)
        sheet.freeze_panes(row + 1, 1)

    def _table(self, sheet: Any, table: Table) -> None:
        sheet.write_string(0, 0, table.title.say(self.lang), self.title)
        sheet.write_string(1, 0, shortened(table, BOOK_ROWS, self.lang) + table.note.say(self.lang))
        rows = table.rows[:BOOK_ROWS]
        names = [c.say(self.lang) for c in table.columns]
        widths = [_width(c, names[i], [r[i] for r in rows]) for i, c in enumerate(table.columns)]
        self._heads(sheet, 2, list(zip(names, widths, strict=True)))
        sheet.autofilter(2, 0, 2 + len(rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        budget = _MAX_LINKS // max(1, len(table.columns))
        for number, row in enumerate(rows):
            self._row(sheet, 3 + number, table, row, linked=number < budget)

    def _row(self, sheet: Any, at: int, table: Table, row: Row, *, linked: bool) -> None:
        places = self._cite(row) if linked else {}
        for i, (column, given) in enumerate(zip(table.columns, row, strict=True)):
            cell = Cell(spoken(given.value, column, self.lang), given.evidence)
            lines = sorted(places[e.key] for e in cell.evidence if e.key in places)
            if lines and cell.value is not None:
                target = f"internal:'{_SOURCES.say(self.lang)}'!A{lines[0] + 1}:F{lines[-1] + 1}"
                sheet.write_url(at, i, target, self.links[column.kind], string=str(cell.value)[:_MAX_TEXT])
                _put(sheet, at, i, cell, self.links[column.kind])
            else:
                _put(sheet, at, i, cell, self.formats[column.kind])

    def _cite(self, row: Row) -> dict[Any, int]:
        """Write a row's sources; the line of each relationship on the sheet of sources."""
        places: dict[Any, int] = {}
        for edge in row_evidence(row):
            p = edge.properties
            if "start" not in p or self.line > _MAX_SOURCES:
                continue
            paper = self.report.papers.get(p["doc"], p["doc"])
            for i, value in enumerate((relation_name(edge, self.lang), paper, p.get("section", ""), p["start"], p["end"], p["evidence"])):
                _put(self.sources, self.line, i, Cell(value), self.formats["text"])
            places[edge.key] = self.line
            self.line += 1
        return places


def _put(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    if cell.value is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, cell.value[:_MAX_TEXT], form)
    else:
        sheet.write_number(row, column, cell.value, form)


def _width(column: Column, name: str, cells: list[Cell]) -> float:
    """Wide enough for heading and texts, within reason."""
    texts = [str(c.value) for c in cells[:200]] if column.kind == "text" else []
    return float(min(_WIDEST, max(10, *(cell_len(t) + 2 for t in (name, *texts)))))
