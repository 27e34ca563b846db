"""What a build leaves behind: the exchange folder, the embedded store, the site, the workload report."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.build import Built
from kg.errors import GraphError
from kg.model import Graph


def publish(built: Built, folder: Path, *, pages: bool = True, lang: str = "zh") -> None:
    """Write everything. The graph is swapped in whole; store and pages of an earlier graph never outlive it."""
    from kg.stores import store_file, write_store
    from kg.stores.folder import write_graph

    store_file(folder).unlink(missing_ok=True)
    write_graph(built.graph, folder, built.card)
    write_store(built.graph, store_file(folder))
    for name in ("site", "reports"):
        shutil.rmtree(folder / name, ignore_errors=True)
    if pages:
        from kg.reports import run, write_report
        from viz.site import write_site

        made = [write_report(report, folder / "reports", lang)[0] for report in run("workload", built.graph, {})]
        write_site(built.graph, folder / "site", lang=lang, reports=made)


def view_page(folder: Path, wanted: dict[str, str | None], parameters: dict[str, str], output: Path | None,
              lang: str) -> Path:
    """One page for an agency, region, paper or query; without one, the overview. Returns where it was written."""
    from kg.identity import make_id
    from kg.stores.folder import read_graph
    from viz.page import write_page

    named = {kind: name for kind, name in wanted.items() if name}
    if len(named) > 1:
        raise GraphError(f"name one of {', '.join('--' + k for k in named)}, not several")
    graph = read_graph(folder)
    kind, name = next(iter(named.items()), ("overview", ""))
    chosen = _choose(graph, kind, name, folder, parameters)
    page = output or folder / f"{make_id('view', kind, name)}.html"
    return write_page(graph, chosen, page, title=name or folder.name, lang=lang)


def _choose(graph: Graph, kind: str, name: str, folder: Path, parameters: dict[str, str]) -> Iterable[str]:
    from viz import select

    if kind == "query":
        return select.from_rows(graph, _rows(folder, name, parameters).rows)
    ways = {"agency": select.by_agency, "region": select.by_region, "paper": select.by_paper}
    return ways[kind](graph, name) if kind in ways else graph.nodes


def _rows(folder: Path, name: str, parameters: dict[str, str]) -> Any:
    from cypher.library import get
    from kg.stores import open_store

    wanted = get(name)
    with open_store(folder) as store:
        return store.query(wanted.text, wanted.bind(parameters))


def example_folder() -> Path:
    """Where the papers of the demo lie: beside the packages in a checkout."""
    folder = Path(__file__).resolve().parents[1] / "examples" / "papers"
    if not folder.is_dir():
        raise GraphError(f"{folder} is missing: the examples come with a checkout of the repository, not with the wheel")
    return folder
