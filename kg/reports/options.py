"""Options of reports as the command line gives them: KEY=VALUE texts, turned into what a report's function takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.reports import TITLES
from kg.reports.years import Period


def _weights(text: str) -> dict[str, float]:
    """`lead:1,joint:0.6,cooperate:0.3`."""
    return {role: float(worth) for role, _, worth in (part.partition(":") for part in text.split(","))}


def _period(text: str) -> Period:
    """`2016`, or `2016-2020`."""
    first, _, last = text.replace("–", "-").replace("—", "-").partition("-")
    return Period(int(first), int(last or first))


MEANINGS: Mapping[str, tuple[str, str]] = {
    "region": ("适用地区，全称或别名：region=岚川市", "whose papers, full name or alias: region=岚川市"),
    "year": ("发文年份或时期：year=2016，year=2016-2020", "year or period of issue: year=2016, year=2016-2020"),
    "paper": ("一份文件，文号或标题的一部分", "one paper, by 文号 or part of its title"),
    "field": ("机构的领域：field=市场监管", "line of work of the bodies: field=市场监管"),
    "as_of": ("机构名称：written 照原文，today 计入今天的承接机构（change 默认 today，其余 written）",
              "bodies as written, or as of today by those that took over (default: change today, others written)"),
    "weights": ("折算负荷的权重，默认 lead:1,joint:0.6,cooperate:0.3（牵头对整项负责，共同负责者承担一部分，配合者协助；只有比例起作用）",
                "what a task counts by role, default lead:1,joint:0.6,cooperate:0.3 (a lead answers for the whole, a joint "
                "body for its part, a partner helps; only the ratios matter)"),
    "indicator": ("指标名称的一部分：indicator=合格率", "part of an indicator's name: indicator=合格率"),
    "observed": ("观测值 CSV，列为 地区,指标,年份,数值", "CSV of observed values: region,indicator,year,value"),
    "old": ("原文件，文号或标题的一部分（与 new 同用）", "the earlier paper, by 文号 or part of its title (with new)"),
    "new": ("新文件，文号或标题的一部分", "the later paper, likewise"),
    "before": ("原时期，发文年份：before=2016 或 2016-2018", "earlier years of issue: before=2016 or 2016-2018"),
    "after": ("新时期，发文年份：after=2021", "later years of issue: after=2021"),
    "agency": ("机构，全称或原文简称：agency=市市场监管局", "a body, by full or printed name: agency=市市场监管局"),
}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "str": str, "int | Period": _period, "Path": Path, "Mapping[str, float]": _weights,
}
_MEANT = {"int | Period": "year or period, such as 2016 or 2016-2020",
          "Mapping[str, float]": "list of weights, such as lead:1,joint:0.6,cooperate:0.3"}


def options_of(name: str) -> dict[str, Parameter]:
    """The options of a report by name. Raises `QueryError` where there is no such report."""
    if name not in TITLES:
        raise QueryError(f"no report {name}; there are {', '.join(TITLES)}, all")
    function = getattr(import_module(f"kg.reports.{name}"), name)
    return {k: p for k, p in signature(function).parameters.items() if p.kind is Parameter.KEYWORD_ONLY}


def given_to(name: str, options: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The options read as the report of that name wants them; for "all", of each report those it knows.

    Raises `QueryError` for an unknown report, for an option that it (or, under "all", no report) has, and for a value
    that does not fit.
    """
    known = {each: options_of(each) for each in (TITLES if name == "all" else [name])}
    everything = list(dict.fromkeys(key for its in known.values() for key in its))
    if unknown := options.keys() - set(everything):
        raise QueryError(f"report {name} has no option {', '.join(sorted(unknown))}; it takes {', '.join(everything)}")
    if options.get("as_of", "written") not in ("written", "today"):
        raise QueryError(f"as_of is {options['as_of']}; it is written or today")
    return {each: {key: _read(key, value, its[key]) for key, value in options.items() if key in its}
            for each, its in known.items()}


def _read(key: str, value: str, parameter: Parameter) -> Any:
    kind = str(parameter.annotation).removesuffix(" | None")
    try:
        return _READERS[kind](value)
    except ValueError as error:
        raise QueryError(f"option {key}: {value} is not a {_MEANT.get(kind, kind)}") from error
