"""A report as CSV, as Excel opens it: UTF-8 with a mark, headings in words, one file a table and one of sources."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.reports.report import Report, Value
from kg.reports.wording import harmless, row_evidence

_SOURCES = {"zh": ("表", "行", "关系", "文件", "章节", "起", "止", "原文"),
            "en": ("table", "row", "relationship", "paper", "section", "start", "end", "quote")}


def write(report: Report, folder: Path, lang: str = "zh") -> list[Path]:
    """`NAME.csv` for the first table, `NAME-TABLE.csv` for the others, `NAME-evidence.csv` for what states each row.

    Shares are fractions. Texts that a spreadsheet would run carry an apostrophe in front.
    """
    files = []
    for i, table in enumerate(report.tables):
        path = folder / (f"{report.name}-{table.name}.csv" if i else f"{report.name}.csv")
        _save(path, [c.say(lang) for c in table.columns], ([cell.value for cell in row] for row in table.rows))
        files.append(path)
    path = folder / f"{report.name}-evidence.csv"
    _save(path, _SOURCES[lang], _evidence(report))
    return [*files, path]


def _evidence(report: Report) -> Iterator[list[Value]]:
    for table in report.tables:
        for number, row in enumerate(table.rows, 1):
            for edge in row_evidence(row):
                p = edge.properties
                if "start" in p:
                    yield [table.name, number, edge.type, report.papers.get(p["doc"], p["doc"]), p.get("section"),
                           p["start"], p["end"], p["evidence"]]


def _save(path: Path, heading: Iterable[str], rows: Iterable[list[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows([harmless(v) for v in row] for row in rows)
