"""A report as CSV, as Excel opens it: UTF-8 with a mark, headings in words, one file a table and one of sources."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.reports.report import Report, Table, Value
from kg.reports.wording import harmless, relation_name, row_evidence, spoken

_SOURCES = {"zh": ("表", "行", "关系", "文件", "章节", "起", "止", "原文"),
            "en": ("table", "row", "relationship", "paper", "section", "start", "end", "quote")}


def write(report: Report, folder: Path, lang: str = "zh") -> list[Path]:
    """`NAME.csv` for the first table, `NAME-TABLE.csv` for the others, `NAME-evidence.csv` for what states each row.

    Shares are fractions. Texts that a spreadsheet would run carry an apostrophe in front.
    """
    files = []
    for i, table in enumerate(report.tables):
        path = folder / (f"{report.name}-{table.name}.csv" if i else f"{report.name}.csv")
        _save(path, [c.say(lang) for c in table.columns], _rows(table, lang))
        files.append(path)
    path = folder / f"{report.name}-evidence.csv"
    _save(path, _SOURCES[lang], _evidence(report, lang))
    return [*files, path]


def _rows(table: Table, lang: str) -> Iterator[list[Value]]:
    for row in table.rows:
        yield [spoken(cell.value, column, lang) for column, cell in zip(table.columns, row, strict=True)]


def _evidence(report: Report, lang: str) -> Iterator[list[Value]]:
    for table in report.tables:
        for number, row in enumerate(table.rows, 1):
            for edge in row_evidence(row):
                p = edge.properties
                if "start" in p:
                    yield [table.name, number, relation_name(edge, lang), report.papers.get(p["doc"], p["doc"]), p.get("section"),
                           p["start"], p["end"], p["evidence"]]


def _save(path: Path, heading: Iterable[str], rows: Iterable[list[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows([harmless(v) for v in row] for row in rows)
