"""Reports over a graph: `REPORTS` names them, each is one function from a graph to a `Report`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.reports.report import Report

TITLES: Mapping[str, str] = {
    "workload": "机构任务负荷 — who carries how much, and with whom",
}
"""What each report is about, in words, for a list."""


def _later(name: str) -> Callable[..., Report]:
    """The function `name` of the module `name`, imported when it is called."""

    def run(*given: Any, **options: Any) -> Report:
        made: Report = getattr(import_module(f"kg.reports.{name}"), name)(*given, **options)
        return made

    run.__name__ = name
    return run


REPORTS: Mapping[str, Callable[..., Report]] = {name: _later(name) for name in TITLES}


def to_text(report: Report, *, width: int = 120, rows: int = 20) -> str:
    """The report as the terminal shows it: brief columns, the first rows of each table."""
    from kg.reports.render_text import to_text as render

    return render(report, width=width, rows=rows)


def write_report(report: Report, folder: Path) -> list[Path]:
    """Write the report in every form into `folder` (made where missing). Returns the files, the page first."""
    from kg.reports import render_csv, render_html, render_json, render_xlsx

    folder.mkdir(parents=True, exist_ok=True)
    return [file for form in (render_html, render_xlsx, render_csv, render_json) for file in form.write(report, folder)]
