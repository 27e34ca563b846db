"""Aims against what was observed: met, on the way, missed, with the gap."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from operator import ge, gt, le, lt
from pathlib import Path

from kg.errors import QueryError
from kg.identity import fold
from kg.model import Graph
from kg.reports.figures import Figure, region_name
from kg.reports.report import Cell, Column, Row, Table, Words

_COLUMNS = (
    Column("indicator", "指标", "Indicator"), Column("region", "地区", "Region"),
    Column("aim", "目标", "Aim", "number"),
    Column("year", "目标年", "By", "count"), Column("observed", "观测值", "Observed", "number"),
    Column("observed_year", "观测年", "Observed in", "count"), Column("verdict", "结果", "Verdict", coded=True),
    Column("gap", "差距", "Gap", "number"),
)
_NOTE = Words(
    "取目标年及以前最近的观测值。已达到：满足目标；未达到：目标年的观测值不满足；推进中：尚未到目标年；不带符号的目标达到或超过即算达到。",
    "The last observation up to the target year. Met: it satisfies the aim. Missed: that of the target year does not. "
    "On the way: before that year. An aim without a sign is met when reached or passed.")
_NAMED = 10
_TESTS = {">=": ge, "=": ge, ">": gt, "<=": le, "<": lt}
_KEYS = {"region": ("region", "地区"), "indicator": ("indicator", "指标"), "year": ("year", "年份"),
         "value": ("value", "数值")}


@dataclass(frozen=True, slots=True)
class Observation:
    region: str
    indicator: str
    year: int
    value: float


def read_observed(path: Path) -> list[Observation]:
    """The rows of a CSV with columns region, indicator, year, value (or 地区, 指标, 年份, 数值).

    Raises `QueryError` for a file that cannot be read, a missing column or a value that is no number.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [_observation(row, number, path) for number, row in enumerate(csv.DictReader(file), 2)]
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {error}; give a CSV in UTF-8 with region, indicator, year, value") from error


def _observation(row: Mapping[str, str], line: int, path: Path) -> Observation:
    try:
        region, indicator, year, value = (next(row[n] for n in names if row.get(n)) for names in _KEYS.values())
        return Observation(region.strip(), indicator.strip(), int(year), float(value.strip().rstrip("%％")))
    except (StopIteration, RuntimeError, ValueError) as error:
        raise QueryError(f"{path} line {line}: needs region, indicator, and as numbers year and value") from error


def attainment_table(graph: Graph, found: list[Figure], observed: Path) -> Table:
    """One row for each figure that something was observed for; the note names observations that no figure is for."""
    seen: dict[tuple[str, str], list[Observation]] = {}
    for observation in read_observed(observed):
        seen.setdefault((fold(observation.region), fold(observation.indicator)), []).append(observation)
    rows = []
    left = dict(seen)
    for figure in found:
        if not figure.is_range and (key := _key_of(graph, figure, seen)):
            rows.append(_row(graph, figure, _relevant(figure, seen[key])))
            left.pop(key, None)
    return Table("attainment", Words("目标完成情况", "Attainment"), _COLUMNS, tuple(rows), _note(left))


def _key_of(graph: Graph, figure: Figure, seen: Mapping[tuple[str, str], list[Observation]]) -> tuple[str, str] | None:
    """The observations of its region and indicator, by the shared name or as its paper prints it."""
    region = fold(region_name(graph, figure.region) or "")
    names = graph.nodes[figure.indicator].name, figure.node.properties["indicator"]
    return next(((region, fold(n)) for n in names if (region, fold(n)) in seen), None)


def _note(left: Mapping[tuple[str, str], list[Observation]]) -> Words:
    if not left:
        return _NOTE
    names = "；".join(f"{o[0].region} {o[0].indicator}" for o in list(left.values())[:_NAMED])
    return Words(f"{_NOTE.zh}没有对应目标的观测值 {len(left)} 组：{names}。",
                 f"{_NOTE.en} Observed, but no such aim ({len(left)}): {names}.")


def _relevant(figure: Figure, values: list[Observation]) -> Observation:
    """The last one up to the target year, else the first after it; without a year the last of all."""
    in_time = [o for o in values if figure.year is None or o.year <= figure.year]
    return max(in_time, key=lambda o: o.year) if in_time else min(values, key=lambda o: o.year)


def _row(graph: Graph, figure: Figure, seen: Observation) -> Row:
    met = _TESTS[figure.node.properties["op"]](seen.value, figure.value)
    early = figure.year is not None and seen.year < figure.year
    result = "已达到" if met else "推进中" if early else "未达到"
    gap = round(seen.value - figure.value, 6)
    said = (figure.evidence,)
    return (Cell(graph.nodes[figure.indicator].name), Cell(region_name(graph, figure.region)),
            Cell(figure.said(), said), Cell(figure.year, said), Cell(seen.value), Cell(seen.year),
            Cell(result, said), Cell(gap, said))
