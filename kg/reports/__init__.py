"""Reports over a graph: `REPORTS` names them, each is one function from a graph to a `Report`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
    "change": ("任务负荷变化：两份文件或两个时期之间", "Change of load between two plans or two periods"),
    "sheet": ("任务分解表：一个机构或全部", "Sheet of duties, of one body or all"),
}
"""What each report is about, in Chinese and English."""
FORMS = ("html", "xlsx", "csv", "json")
"""The forms a report is written in; the page comes first."""


@contextmanager
def without_collector() -> Iterator[None]:
    """Python's search for garbage rests: over millions of values that all stay it takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _later(name: str) -> Callable[..., Report]:
    """The function `name` of the module `name`, imported when it is called."""

    def run(*given: Any, **options: Any) -> Report:
        with without_collector():
            made: Report = getattr(import_module(f"kg.reports.{name}"), name)(*given, **options)
        return made

    run.__name__ = name
    return run


REPORTS: Mapping[str, Callable[..., Report]] = {name: _later(name) for name in TITLES}


def run(name: str, graph: Graph, options: Mapping[str, str]) -> Iterator[Report]:
    """The report of that name, or each in turn for "all", with options as typed on the command line.

    Under "all" a report takes only the options it knows, and one that finds nothing to count says so in its notes.
    Raises `QueryError` for an unknown report, an option that none knows, a value that does not fit.
    """
    from kg.reports.options import given_to

    wanted = given_to(name, options)
    for each, its in wanted.items():
        yield REPORTS[each](graph, **its) if name != "all" else _or_nothing(each, graph, its)


def _or_nothing(name: str, graph: Graph, options: Mapping[str, Any]) -> Report:
    """The report, or one without tables whose note says why there is nothing to report."""
    from kg.errors import QueryError
    from kg.reports.report import Report, Words

    try:
        return REPORTS[name](graph, **options)
    except QueryError as nothing:
        return Report(name, Words(*TITLES[name]), (), (), (Words(f"没有内容：{nothing}", f"Nothing to report: {nothing}"),))


def describe(lang: str = "zh") -> str:
    """All reports with what they tell and the options they take, one a line; then what the options mean."""
    from kg.reports.options import MEANINGS, options_of

    english = lang == "en"
    lines = [f"{name:10} {title[english]}  [{', '.join(options_of(name))}]" for name, title in TITLES.items()]
    lines.append(f"{'all':10} {('全部报告', 'every report')[english]}")
    lines += ["", ("选项（-p 名称=值）：", "Options (-p KEY=VALUE):")[english]]
    return "\n".join([*lines, *(f"  {key:10} {meaning[english]}" for key, meaning in MEANINGS.items())])


def to_text(report: Report, lang: str = "zh", *, width: int = 120, rows: int = 20) -> str:
    """The report as the terminal shows it: brief columns, the first rows of each table."""
    from kg.reports.render_text import to_text as render

    return render(report, lang, width=width, rows=rows)


def write_report(report: Report, folder: Path, lang: str = "zh", *, forms: Sequence[str] = FORMS) -> list[Path]:
    """Write the report into `folder` (made where missing), in these forms. Returns the files, form by form."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = [import_module(f"kg.reports.render_{form}") for form in forms]
    return [file for writer in writers for file in writer.write(report, folder, lang)]
