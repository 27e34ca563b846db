"""How values of reports read, and what keeps a text from being taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Edge
from kg.reports.report import Cell, Column, Report, Table, Value, Words
from kg.reports.terms import in_english
from kg.schema import load_schema

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PAGE_ROWS, BOOK_ROWS = 2_000, 20_000
"""So many rows of a table stand in pages and in workbooks; CSV and JSON have all."""


def spoken(value: Value, column: Column, lang: str) -> Value:
    """A word of the reports in the reader's language; any other value unchanged."""
    return in_english(value) if lang == "en" and column.coded and isinstance(value, str) else value


def worded(value: Value, column: Column, lang: str) -> str:
    """A share as per cent, a number without an exponent, nothing for an absent value."""
    if value is None:
        return ""
    if column.kind == "share" and isinstance(value, (int, float)):
        return f"{value:.1%}"
    return _plain(value) if isinstance(value, float) else str(spoken(value, column, lang))


def _plain(value: float) -> str:
    """Up to six digits after the point, never as a power of ten."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def harmless(value: Value) -> Value:
    """A text that a spreadsheet would run as a formula, with an apostrophe in front; anything else unchanged."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


@dataclass(frozen=True, slots=True)
class Source:
    """One place in a paper that says something: `number` counts from 1 over the report."""

    number: int
    paper: str
    section: str
    start: int
    end: int
    quote: str


class Sources:
    """The places that a report's numbers rest on, each once, in the order of first use."""

    def __init__(self, report: Report) -> None:
        self._papers = report.papers
        self._found: dict[tuple[str, int, int], Source] = {}

    def numbers(self, evidence: Iterable[Edge]) -> list[int]:
        """The numbers of the places that these relationships name; a relationship without evidence has none."""
        return list(dict.fromkeys(self._source(e).number for e in evidence if "start" in e.properties))

    def _source(self, edge: Edge) -> Source:
        p = edge.properties
        key = p["doc"], p["start"], p["end"]
        if key not in self._found:
            paper = self._papers.get(p["doc"], p["doc"])
            self._found[key] = Source(len(self._found) + 1, paper, p.get("section", ""), *key[1:], p["evidence"])
        return self._found[key]

    def __iter__(self) -> Iterator[Source]:
        return iter(self._found.values())


def relation_name(edge: Edge, lang: str) -> str:
    """牵头 for LEADS, in English the type itself."""
    return edge.type if lang == "en" else load_schema().relationships[edge.type].zh


def row_evidence(row: Iterable[Cell]) -> list[Edge]:
    """All relationships under a row, each once, in the order of its cells."""
    return list({e.key: e for cell in row for e in cell.evidence}.values())


def shortened(table: Table, rows: int, lang: str) -> str:
    """What to say where not all rows are shown; nothing where they are."""
    if len(table.rows) <= rows:
        return ""
    return Words(f"只列前 {rows} 行，共 {len(table.rows)} 行。", f"First {rows} of {len(table.rows)} rows. ").say(lang)
