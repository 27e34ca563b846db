"""`write_page`: a chosen part of a graph as one HTML file that opens from disk, alone, with no network."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import GraphError
from kg.model import Graph
from viz.drawing import draw
from viz.links import Links
from viz.select import Chosen
from viz.style import initials, style


def write_page(graph: Graph | Links, ids: Iterable[str], path: Path, *, title: str, lang: str = "zh") -> Path:
    """Draw these nodes and what joins them into one self-contained page; returns where it lies.

    What `viz.select` chose around a node has that node in the middle.
    Above `limits.draw` nodes of style.toml the ones with most links are drawn, and the page says how many are not.
    Raises `GraphError` when no id is of the graph.
    """
    links = Links.of(graph)
    wanted = {id_ for id_ in ids if id_ in links.graph.nodes}
    if not wanted:
        raise GraphError(f"nothing to draw on {path}: none of the chosen nodes is in the graph")
    limit = style()["limits"]["draw"]
    centre = ids.centre if isinstance(ids, Chosen) else None
    shown = set(sorted(wanted, key=lambda i: (i != centre, -links.degree(i), i))[:limit])
    names = [links.node(i).name for i in shown]
    data = {"kind": "graph", "hint": "hint_alone", "title": title, "lang": lang, "left_out": len(wanted) - len(shown),
            "initials": initials([*names, *_other_names(links, shown)])}
    page = draw(links, shown, data, centre=centre)
    path.parent.mkdir(parents=True, exist_ok=True)
    page.write_html(path)
    return path


def _other_names(links: Links, ids: Iterable[str]) -> list[str]:
    """Short names and aliases, which the search box knows too."""
    found = (links.node(i).properties for i in ids)
    return [word for p in found for word in (*p.get("short_names", ()), *p.get("aliases", ()))]
