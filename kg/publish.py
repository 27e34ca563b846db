"""What a build leaves behind: the exchange folder, the embedded store, the site, the workload report."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.build import Built, make_card
from kg.errors import GraphError
from kg.identity import fold, make_id
from kg.model import Graph


def publish(built: Built, folder: Path, *, pages: bool = True, lang: str = "zh") -> None:
    """Write everything. The graph is swapped in whole; store and pages of an earlier graph never outlive it."""
    from kg.stores.lock import alone

    with alone(folder):
        _publish(built, folder, pages, lang)


def _publish(built: Built, folder: Path, pages: bool, lang: str) -> None:
    from kg.stores import STORE_FILES
    from kg.stores.folder import CARD, FILES
    from kg.stores.staging import staged

    with staged(folder, owned=(*FILES, *STORE_FILES, "site", "reports"), card=CARD) as fresh:
        _write_graph(built.graph, fresh, built.card)
        if pages:
            _write_pages(built.graph, fresh, lang)


def _write_graph(graph: Graph, folder: Path, card: dict[str, Any]) -> None:
    from kg.stores import store_file, write_store
    from kg.stores.folder import write_files

    write_files(graph, folder, card)
    write_store(graph, store_file(folder))


def _write_pages(graph: Graph, folder: Path, lang: str) -> None:
    from kg.reports import run, write_report
    from viz.site import write_site

    made = [write_report(report, folder / "reports", lang, forms=("html", "csv"))[0] for report in run("workload", graph, {})]
    write_site(graph, folder / "site", lang=lang, reports=made)


def view_page(folder: Path, wanted: dict[str, str | None], parameters: dict[str, str], output: Path | None,
              lang: str) -> Path:
    """One page for an agency, region, paper or query; without one, the overview. Returns where it was written."""
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


def remove_from_folder(paper: str, folder: Path) -> str:
    """Take one paper out of a graph folder and its store; `paper` is its title, 文号, file or id. Returns the title.

    Raises `GraphError` when no paper, or several, go by that name. Pages and reports are to be made anew by a build.
    """
    from kg.stores import STORE_FILES
    from kg.stores.folder import CARD, FILES, read_card, read_graph
    from kg.stores.lock import alone
    from kg.stores.staging import staged
    from kg.stores.subtract import subtract

    read_card(folder)  # a folder that holds no graph is not made
    with alone(folder):
        graph, card = read_graph(folder), read_card(folder)
        papers = [{**n.properties, "id": n.id} for n in graph.of_label("Document") if n.properties.get("ingested")]
        document = _one_paper(paper, papers)
        left = subtract(graph, document["id"])
        repeats = {source: twin for source, twin in card["repeats"].items() if twin != document["source"]}
        with staged(folder, owned=(*FILES, *STORE_FILES), card=CARD) as fresh:
            _write_graph(left, fresh, make_card(left, card["unread"], repeats))
    return str(document["title"])


def remove_from_server(paper: str, address: str, password: str, database: str | None) -> str:
    """The same in a Neo4j database, in one transaction."""
    from kg.stores.neo4j import connect

    with connect(address, password=password, database=database) as store:
        rows = store.query("MATCH (d:Document) WHERE d.ingested RETURN d.id AS id, d.title AS title, d.doc_no AS doc_no, "
                           "d.source AS source ORDER BY id")
        document = _one_paper(paper, rows.dicts())
        store.remove(document["id"])
    return str(document["title"])


def _one_paper(name: str, papers: Iterable[dict[str, Any]]) -> dict[str, Any]:
    wanted = fold(name)
    papers = list(papers)
    found = [p for p in papers if wanted in {fold(str(p.get(k) or "")) for k in ("id", "title", "doc_no", "source")}]
    if len(found) == 1:
        return found[0]
    if found:
        raise GraphError(f"{name} is {len(found)} papers; name one by its file: {', '.join(str(p['source']) for p in found)}")
    near = get_close_matches(name, [str(p["title"]) for p in papers], n=3, cutoff=0.3)
    raise GraphError(f"no paper is called {name}; nearest: {'、'.join(near) or 'none'}")


def export_graph(folder: Path, out: Path, form: str, database: str | None = None) -> str:
    """Write the graph in another form, or (`browser`) saved queries and a style for Neo4j Browser. Says what to do next."""
    from kg.stores.export import export

    if form != "browser":
        return export(folder, out, form, database)
    from cypher.browser import write_browser
    from kg.stores.staging import staged
    from viz.style import colours

    with staged(out) as fresh:
        return "\n".join(str(out / path.name) for path in write_browser(fresh, colours()))
