"""A report as one page that needs no network: pictures as SVG, every number opens the sentences behind it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.reports.charts import draw
from kg.reports.report import Cell, Column, Report, Table
from kg.reports.wording import PAGE_ROWS, Sources, shortened, spoken, worded


def write(report: Report, folder: Path, lang: str = "zh") -> list[Path]:
    """`NAME.html`, UTF-8."""
    path = folder / f"{report.name}.html"
    path.write_text(to_html(report, lang), "utf-8")
    return [path]


def to_html(report: Report, lang: str = "zh") -> str:
    """The page. All text is escaped; only the charts go in as they are, drawn from escaped values."""
    env = Environment(loader=PackageLoader("kg.reports", "."), autoescape=True, undefined=StrictUndefined)
    sources = Sources(report)
    tables = [_table(table, sources, lang) for table in report.tables]
    charts = [Markup(svg) for chart in report.charts if (svg := draw(report, chart, lang))]
    page = env.get_template("page.html")
    notes = [n.say(lang) for n in report.notes]
    return page.render(lang=lang, title=report.title.say(lang), notes=notes, tables=tables, charts=charts,
                       sources=[asdict(s) for s in sources])


def _table(table: Table, sources: Sources, lang: str) -> dict[str, Any]:
    rows = [[_cell(column, cell, sources, lang) for column, cell in zip(table.columns, row, strict=True)]
            for row in table.rows[:PAGE_ROWS]]
    return {"name": table.name, "title": table.title.say(lang), "columns": [c.say(lang) for c in table.columns],
            "note": shortened(table, PAGE_ROWS, lang) + table.note.say(lang),
            "rows": rows}


def _cell(column: Column, cell: Cell, sources: Sources, lang: str) -> dict[str, Any]:
    value = spoken(cell.value, column, lang)
    return {"text": worded(cell.value, column, lang), "value": "" if value is None else value,
            "css": "text" if column.kind == "text" else "n", "sources": sources.numbers(cell.evidence)}
