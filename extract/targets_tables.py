"""Targets in tables: those the reader found, and those flattened into lines of text with a header line of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from extract.annotations import Findings, TargetFact
from extract.document import Span
from extract.near import marks, near
from extract.targets_figures import Figure, FigureFinder
from extract.targets_indicator import clean
from extract.targets_words import Words, rows
from extract.targets_years import aim_years

_YEAR = re.compile(r"(20[0-5]\d)\s*年?")
_UNIT_IN_NAME = re.compile(r"[(（\[](?:单位[:：])?(?:[^()（）\[\]，,]{1,6}[，,])?(?P<unit>[^()（）\[\]，,]{1,12})[)）\]]$")
_NUMBER = "序号"
_COLUMNS, _TO_END, _NUMBERED = ("指标", "目标", "项目"), r"[^\n。；，,]{0,60}(?![^\n])", 8
_HEADER_LINE = re.compile(rf"^[^\n。；]{{0,{_NUMBERED}}}(?:{'|'.join(_COLUMNS)}){_TO_END}", re.M)
_HEADERS = marks(*(word + _TO_END for word in _COLUMNS))
_PLAIN = re.compile(
    r"^(?P<sign>[<>]=|[<>＜＞≥≤≧≦])?\s*[\[［【〔]?(?P<value>[0-9０-９](?:[0-9０-９.,。．]*[0-9０-９])?)[\]］】〕]?\s*(?P<tail>以上|以内|以下|左右)?$")
_ATTRIBUTE = re.compile("预期性|约束性")
_TOKEN = re.compile(r"\S+")


class Cell(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. `targets` maps a column to its year (None where the header names none)."""

    name: int
    unit: int | None
    attribute: int | None
    baseline: int | None
    baseline_year: int | None
    targets: Mapping[int, int | None]


class Tables:
    """Reads tables of indicators."""

    def __init__(self, words: Words) -> None:
        self._finder = FigureFinder(words)
        self._words = words
        self._change = re.compile(rf"\s*({words.source('changes')})(?![到至为])")
        self._roles = {r["role"]: re.compile(f"(?:{r['words']})") for r in rows("target_columns.csv")}

    def read(self, found: Findings) -> tuple[list[TargetFact], list[Span]]:
        """Targets of all tables, and the spans of the tables that gave any."""
        facts: list[TargetFact] = []
        taken: list[Span] = []
        for grid in (*_printed(found), *_flattened(found)):
            said = self._grid(found, grid)
            if said:
                facts += said
                taken.append((grid[0][0].start, grid[-1][-1].end))
        return facts, taken

    def _grid(self, found: Findings, grid: list[list[Cell]]) -> list[TargetFact]:
        columns = self.columns(grid[0], found)
        if columns is None:
            return []
        return [fact for row in grid[1:] if len(row) > max(columns.targets) for fact in self._row(row, columns)]

    def columns(self, header: list[Cell], found: Findings) -> Columns | None:
        """The roles of a header's columns; None when it is no table of aims."""
        role = {i: self._role(c.text) for i, c in enumerate(header)}
        years = {i: int(m[1]) for i, c in enumerate(header) if role[i] != "skip" and (m := _YEAR.search(c.text))}
        names = [i for i, r in role.items() if r == "name" and i not in years]
        if not names:
            return None
        baseline = self._baseline(role, years, found)
        candidates = [i for i in role if i not in (baseline, names[-1])]
        aims = {i: years.get(i) for i in candidates if i in years or role[i] == "target"}
        if not aims:
            return None
        if not years:
            aims = dict.fromkeys(aims, _year_before(found, header[0].start))
        base_year = years.get(baseline) if baseline is not None else None
        unit, attribute = _first(role, "unit", aims), _first(role, "attribute", aims)
        return Columns(names[-1], unit, attribute, baseline, base_year, aims)

    def _role(self, text: str) -> str:
        """A column's role by its heading; the narrow roles may stand anywhere in it ("2015年完成值")."""
        for role in ("skip", "number", "attribute", "unit", "category", "baseline", "target", "name"):
            pattern = self._roles[role]
            if pattern.fullmatch(text) or (role not in ("name", "target") and pattern.search(text)):
                return role
        if self._roles["target"].search(text) and _YEAR.search(text):
            return "target"
        return "name" if self._roles["name"].match(text) else ""

    def _baseline(self, role: dict[int, str], years: dict[int, int], found: Findings) -> int | None:
        """The column said to be one; else, of several years, the first, unless it lies within the plan."""
        named = next((i for i, r in role.items() if r == "baseline"), None)
        if named is not None or len(years) < 2:
            return named
        first = min(years, key=lambda i: years[i])
        period = found.head.period
        return first if not period or years[first] < period[0] else None

    def _row(self, row: list[Cell], columns: Columns) -> Iterator[TargetFact]:
        name = row[columns.name]
        label = clean(name.text)
        indicator, unit = self._name_and_unit(label, row[columns.unit].text if columns.unit is not None else "")
        base = self._value(row[columns.baseline], unit) if columns.baseline is not None else None
        attribute = self._attribute(row, columns)
        for column, year in columns.targets.items():
            figure = self._value(row[column], unit)
            if figure is None or not indicator or column == columns.name:
                continue
            start, end = sorted((name, row[column]), key=lambda c: c.start)
            change = self._change.match(row[column].text)  # "提高1分": no level, and none to compare it with
            said, of = (indicator + change[1], None) if change and change[1] not in indicator else (indicator, base)
            yield TargetFact(said, figure.op or "=", figure.value, figure.unit, start.start, end.end,
                             "targets:table", figure.value_max, year, of.value if of else None,
                             columns.baseline_year if of else None, attribute)

    def _name_and_unit(self, label: str, unit_cell: str) -> tuple[str, str | None]:
        """The unit's own column first, else a unit in brackets behind the name ("合格率(%)")."""
        unit = clean(unit_cell).strip("/-—")
        bracket = _UNIT_IN_NAME.search(label)
        if bracket and (unit == bracket["unit"] or (not unit and self._finder.is_unit(bracket["unit"]))):
            return label[:bracket.start()], bracket["unit"]
        return label, unit or None

    def _attribute(self, row: list[Cell], columns: Columns) -> str | None:
        text = row[columns.attribute].text if columns.attribute is not None and columns.attribute < len(row) else ""
        match = _ATTRIBUTE.search(text)
        return match[0] if match else None

    def _value(self, cell: Cell, unit: str | None) -> Figure | None:
        """The figure of a cell; its own unit wins over the column's. None for "/", "—" and words."""
        text = cell.text.strip()
        figure = next(self._finder.figures(text, 0, len(text)), None)
        if figure and figure.number <= 4 and figure.kind not in ("bare", "time"):
            return figure
        match = _PLAIN.match(text)
        if not match:
            return None
        return self._finder.plain(match["value"], match["sign"], match["tail"], unit)


def _first(roles: Mapping[int, str], wanted: str, taken: Mapping[int, int | None]) -> int | None:
    return next((i for i, role in roles.items() if role == wanted and i not in taken), None)


def _printed(found: Findings) -> Iterator[list[list[Cell]]]:
    text = found.document.text
    for table in found.document.tables:
        grid = [[Cell(re.sub(r"\s+", "", text[a:b]), a, b) for a, b in row] for row in table.rows if row]
        if len(grid) > 1:
            yield grid


def _flattened(found: Findings) -> Iterator[list[list[Cell]]]:
    """Lines whose cells are parted by blanks, under a header line ("指标 2015年 2020年 属性")."""
    text = found.document.text
    inside = [(t.start, t.end) for t in found.document.tables]
    for header in near(_HEADER_LINE, _HEADERS, text, _NUMBERED, 0):
        cells = _cells(text, header.start(), header.end())
        if len(cells) < 2 or any(a <= header.start() < b for a, b in inside):
            continue
        grouped = cells[1].text == _NUMBER  # 类别, then 序号: a group is named on its first row alone
        grid = [cells, *_lines_below(text, header.end(), len(cells), grouped)]
        if len(grid) > 2:
            yield grid


def _lines_below(text: str, position: int, width: int, grouped: bool) -> Iterator[list[Cell]]:
    """The lines below a header that part into as many cells; surplus blanks belong to the first cell."""
    while position < len(text):
        end = text.find("\n", position + 1)
        end = len(text) if end < 0 else end
        cells = _cells(text, position, end)
        position = end
        if not cells:
            continue
        if grouped and cells[0].text.isdigit():
            cells = [Cell("", cells[0].start, cells[0].start), *cells]
        if not width <= len(cells) <= width + 3:
            return
        surplus = len(cells) - width
        first = Cell(text[cells[0].start:cells[surplus].end], cells[0].start, cells[surplus].end)
        yield [first, *cells[surplus + 1:]]


def _cells(text: str, start: int, end: int) -> list[Cell]:
    return [Cell(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def _year_before(found: Findings, position: int) -> int | None:
    """The year of a table's caption: the last aim named in the lines before it."""
    years = aim_years(found.document.text, max(0, position - 60), position)
    return years[-1].year if years else None
