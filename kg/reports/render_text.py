"""A report on the terminal."""

from __future__ import annotations

import re
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from kg.reports.report import Report, Table, Words
from kg.reports.wording import shortened, worded

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def to_text(report: Report, lang: str = "zh", *, width: int = 120, rows: int = 20) -> str:
    """Title, tables with their brief columns and first rows, notes; Chinese counts two places. No escape codes."""
    out = StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False, emoji=False)
    console.print(_plain(report.title.say(lang)))
    for table in report.tables:
        console.print(_grid(table, rows, lang, report.title))
        for note in filter(None, (shortened(table, rows, lang), table.note.say(lang))):
            console.print(_plain(note))
    console.print()
    for words in report.notes:
        console.print(_plain(f"•{words.say(lang)}"))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _grid(table: Table, rows: int, lang: str, heading: Words) -> Grid:
    shown = [i for i, column in enumerate(table.columns) if column.brief]
    title = None if table.title == heading else _plain(table.title.say(lang))
    grid = Grid(title=title, box=box.SIMPLE, title_justify="left")
    for i in shown:
        column = table.columns[i]
        grid.add_column(_plain(column.say(lang)), justify="left" if column.kind == "text" else "right",
                        no_wrap=column.kind != "text", overflow="fold")
    for row in table.rows[:rows]:
        grid.add_row(*(_plain(worded(row[i].value, table.columns[i], lang)) for i in shown))
    return grid


def _plain(text: str) -> Text:
    """Text that the terminal cannot take for a command, nor rich for markup."""
    return Text(_CONTROL.sub(" ", text))
