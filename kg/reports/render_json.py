"""A report as JSON: tables with keyed rows, each value with the numbers of its sources, and the sources."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.reports.report import Report, Row, Table
from kg.reports.wording import Sources


def write(report: Report, folder: Path, lang: str = "zh") -> list[Path]:
    """`NAME.json`, UTF-8."""
    path = folder / f"{report.name}.json"
    path.write_text(json.dumps(to_dict(report, lang), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [path]


def to_dict(report: Report, lang: str = "zh") -> dict[str, Any]:
    """The whole report. A row is `{"values": {key: value}, "sources": {key: [numbers]}}`, shares are fractions."""
    sources = Sources(report)
    tables = [_table(table, sources, lang) for table in report.tables]
    return {"name": report.name, "title": report.title.say(lang), "notes": [n.say(lang) for n in report.notes],
            "tables": tables, "sources": [asdict(s) for s in sources]}


def _table(table: Table, sources: Sources, lang: str) -> dict[str, Any]:
    return {"name": table.name, "title": table.title.say(lang), "note": table.note.say(lang),
            "columns": [{"key": c.key, "zh": c.zh, "en": c.en, "kind": c.kind} for c in table.columns],
            "rows": [_row(table, row, sources) for row in table.rows]}


def _row(table: Table, row: Row, sources: Sources) -> dict[str, Any]:
    cells = list(zip(table.columns, row, strict=True))
    said = {c.key: sources.numbers(cell.evidence) for c, cell in cells if cell.evidence}
    return {"values": {c.key: cell.value for c, cell in cells}, "sources": said}
