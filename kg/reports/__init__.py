"""Reports over a graph: `REPORTS` names them, each is one function from a graph to a `Report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.reports.report import Report

TITLES: Mapping[str, tuple[str, str]] = {
    "workload": ("机构任务负荷：谁承担多少、与谁同担", "Workload: who carries how much, and with whom"),
    "targets": ("指标对比：同一指标的各地目标、与上级比较、完成情况",
                "Targets: side by side, against the levels above, attained"),
    "lineage": ("政策脉络：依据什么、被谁引用、缺哪些文件",
                "Lineage: what rests on what, and which papers are missing"),
    "gaps": ("缺漏与矛盾：无牵头、无年份、旧机构、旧标准", "Gaps and contradictions: no lead, no year, old names"),
    "compare": ("两份文件对照：任务增减移交、指标升降",
                "Plan against plan: tasks added, dropped, moved; figures raised or lowered"),
    "change": ("任务负荷变化：两个年份之间", "Change of load between two years"),
    "sheet": ("任务分解表：一个机构或全部", "Sheet of duties, of one body or all"),
}
"""What each report is about, in Chinese and English."""
FORMS = ("html", "xlsx", "csv", "json")
"""The forms a report is written in; the page comes first."""


def _later(name: str) -> Callable[..., Report]:
    """The function `name` of the module `name`, imported when it is called."""

    def run(*given: Any, **options: Any) -> Report:
        made: Report = getattr(import_module(f"kg.reports.{name}"), name)(*given, **options)
        return made

    run.__name__ = name
    return run


REPORTS: Mapping[str, Callable[..., Report]] = {name: _later(name) for name in TITLES}


def run(name: str, graph: Graph, options: Mapping[str, str]) -> Iterator[Report]:
    """The report of that name, or each in turn for "all", with options as typed on the command line.

    Raises `QueryError` for an unknown report or option; under "all" a report takes only the options it knows.
    """
    from kg.reports.options import given_to

    for each in REPORTS if name == "all" else [name]:
        wanted = given_to(each, options, strict=name != "all")
        yield REPORTS[each](graph, **wanted)


def describe(lang: str = "zh") -> str:
    """All reports with what they tell and the options they take, one a line."""
    from kg.reports.options import options_of

    lines = [f"{name:10} {title[lang == 'en']}  [{', '.join(options_of(name))}]" for name, title in TITLES.items()]
    return "\n".join([*lines, f"{'all':10} {('全部报告', 'every report')[lang == 'en']}"])


def to_text(report: Report, lang: str = "zh", *, width: int = 120, rows: int = 20) -> str:
    """The report as the terminal shows it: brief columns, the first rows of each table."""
    from kg.reports.render_text import to_text as render

    return render(report, lang, width=width, rows=rows)


def write_report(report: Report, folder: Path, lang: str = "zh", *, forms: Sequence[str] = FORMS) -> list[Path]:
    """Write the report into `folder` (made where missing), in these forms. Returns the files, form by form."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = [import_module(f"kg.reports.render_{form}") for form in forms]
    return [file for writer in writers for file in writer.write(report, folder, lang)]
