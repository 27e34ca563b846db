"""The site of a build: start page, overviews, and a page for each region, body, paper and indicator.

Pages lie flat in `pages/`, what they share in `assets/`; all links are relative, so the folder opens from disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any

from kg.model import Graph, Node, count_by
from viz import overview, select
from viz.address import Addresses, Pages, file_stem
from viz.drawing import draw
from viz.links import Links
from viz.network import PageNetwork, assets, script_json
from viz.style import initials, style, ui
from viz.tables import Tables, table
from viz.text import by_paper, marked_text

_WAYS = {"by_region": ("overview.html", "Region"), "by_field": ("overview-field.html", "Field"),
         "by_community": ("overview-community.html", "Community")}
_MOST_FOUND = 20_000  # names in the start page's search
_AROUND: dict[str, Callable[[Links, str, int], set[str]]] = {
    "Agency": select.around_agency, "Region": select.around_region, "Indicator": select.around_indicator,
    "Document": select.around_paper,
}


def write_site(graph: Graph, folder: Path, *, lang: str = "zh", reports: Sequence[Path] = ()) -> list[Path]:
    """Write all pages below `folder`; returns where they lie, the start page first.

    `reports` are pages written elsewhere that the start page links to. Nothing is deleted.
    """
    return list(Site(Links.of(graph), folder, lang).write(reports))


class Site:
    """One graph, one folder, one language to begin with."""

    def __init__(self, links: Links, folder: Path, lang: str) -> None:
        self.links = links
        self.folder = folder
        self.lang = lang
        self.pages = Pages(links)
        self.near = Addresses(links, "", self.pages)
        self.tables = Tables(links, self.near)
        self.stated = by_paper(links)

    def write(self, reports: Sequence[Path]) -> Iterator[Path]:
        """Assets, start page, overviews, pages."""
        (self.folder / "pages").mkdir(parents=True, exist_ok=True)
        self.write_assets()
        yield self._start(reports)
        for way in _WAYS:
            yield from self.write_overview(way)
        for stem, ids in self.pages.lists.items():
            yield self._list(stem, ids)
        for id_ in sorted(self.pages.own):
            yield self._page(self.links.node(id_))

    def write_assets(self) -> None:
        """What all pages share: scripts, style sheet, names to search."""
        folder = self.folder / "assets"
        folder.mkdir(exist_ok=True)
        nodes = self.links.graph.sorted_nodes()
        files = assets() | {
            "initials.js": f"const KG_INITIALS = {script_json(initials(n.name for n in nodes))};\n",
            "index.js": f"const KG_INDEX = {script_json(self._index(nodes))};\n",
        }
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8", "backslashreplace", "\n")

    def _index(self, nodes: list[Node]) -> dict[str, Any]:
        """Names for the start page's search: [name, kind, address, links, other names]."""
        kinds = list(dict.fromkeys(n.label for n in nodes))
        pages = Addresses(self.links, "pages/", self.pages)
        best = sorted(nodes, key=lambda n: (-self.links.degree(n.id), n.id))[:_MOST_FOUND]
        rows = ([n.name, kinds.index(n.label), pages.of(n.id), self.links.degree(n.id),
                 [*n.properties.get("short_names", ()), *n.properties.get("aliases", ())]] for n in best)
        return {"kinds": kinds, "rows": [row if row[4] else row[:4] for row in rows if row[2]]}

    def _save(self, page: PageNetwork, path: Path) -> Path:
        page.write_html(path)
        return path

    def _start(self, reports: Sequence[Path]) -> Path:
        graph = self.links.graph
        tables = Tables(self.links, Addresses(self.links, "pages/", self.pages), style()["limits"]["start_rows"])
        ids = {label: [n.id for n in graph.of_label(label)] for label in ("Region", "Indicator", "Program", "Agency")}
        anchors = {"Document": "papers", "Agency": "bodies", "Region": "regions", "Indicator": "indicators"}
        counts = count_by(n.label for n in graph.nodes.values())
        data = {
            "kind": "start", "title": ui("site_title", self.lang), "title_word": "site_title",
            "counts": [[label, counts[label], f"#table-{anchors[label]}" if label in anchors else None]
                       for label in style()["kinds"] if label in counts],
            "ways": [[way, target] for way, (target, _) in _WAYS.items()],
            "reports": [[path.stem, Path(relpath(path, self.folder)).as_posix()] for path in reports],
            "lists": [[self.links.node(ids[0]).label, len(ids), f"pages/{stem}.html"]
                      for stem, ids in self.pages.lists.items()],
            "tables": [*tables.papers("papers", sorted(graph.texts)), *tables.regions(ids["Region"]),
                       *tables.bodies(ids["Program"], ids["Agency"]), *tables.indicators(ids["Indicator"])],
            "index": "index.js",
        }
        return self._save(PageNetwork(self._common(data), shared="assets/"), self.folder / "index.html")

    def _common(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"lang": self.lang, "initials": None} | data

    def write_overview(self, way: str) -> Iterator[Path]:
        """One overview, and the pages of its groups where they have none of their own."""
        target, label = _WAYS[way]
        home = getattr(overview, way)(self.links)
        found = overview.groups(self.links, home, label)
        circles = overview.derived(self.links, home, found)
        addresses = {group.node.id: f"pages/{file_stem(group.node.id)}.html" for group in found.values()}
        rows = ([[g.node.name, addresses[g.node.id]], *(g.node.properties[k] for k in ("members", "bodies", "tasks"))]
                for g in found.values())
        data = self._common({
            "kind": "overview", "title": ui("overview", self.lang), "title_word": "overview", "home": "index.html",
            "hint": "group_hint", "size_means": "group_size_means",
            "ways": [[other, page, other == way] for other, (page, _) in _WAYS.items()],
            "tables": table("groups", ("name", "members", "bodies", "tasks"), rows)})
        page = draw(Links.of(circles), set(circles.nodes), data, address=addresses.get, arrows=False, shared="assets/")
        overview.enlarge(page, circles)
        yield self._save(page, self.folder / target)
        if label != "Region":
            yield from (self._group(group, target) for group in found.values())

    def _group(self, group: overview.Group, back: str) -> Path:
        best = sorted(group.members, key=lambda i: (-self.links.degree(i), i))
        shown = set(best[: style()["limits"]["ego"]])
        rows = ([self.tables.link(i), {"kind": self.links.node(i).label}, self.links.degree(i)] for i in best)
        data = self._data(group.node, len(best) - len(shown), table("members", ("name", "kind", "ties"), rows))
        data |= {"home": f"../{back}", "home_word": "overview"}
        page = draw(self.links, shown, data, address=self.near.of, shared="../assets/")
        return self._save(page, self.folder / "pages" / f"{file_stem(group.node.id)}.html")

    def _data(self, node: Node, left_out: int, tables: list[dict[str, Any]]) -> dict[str, Any]:
        return self._common({"kind": node.label, "label": node.label, "title": node.name, "home": "../index.html",
                             "left_out": left_out, "tables": tables})

    def _list(self, stem: str, ids: list[str]) -> Path:
        """The page of those that have none of their own."""
        label = self.links.node(ids[0]).label
        data = {"kind": "list", "label": label, "title": ui("listed", self.lang), "title_word": "listed",
                "home": "../index.html", "tables": self.tables.listed(ids)}
        return self._save(PageNetwork(self._common(data), shared="../assets/"), self.folder / "pages" / f"{stem}.html")

    def _page(self, node: Node) -> Path:
        limits = style()["limits"]
        paper = node.label == "Document"
        every = _AROUND[node.label](self.links, node.id, len(self.links.graph.nodes))
        limit = limits["paper" if paper else "ego"]
        shown = every if len(every) <= limit else _AROUND[node.label](self.links, node.id, limit)
        about: dict[str, Callable[[str], list[dict[str, Any]]]] = {
            "Agency": self.tables.agency, "Region": self.tables.region, "Document": self.tables.paper,
            "Indicator": lambda id_: self.tables.targets(self.links.sources(id_, "QUANTIFIES")),
        }
        data = self._data(node, len(every) - len(shown), about[node.label](node.id))
        if paper:
            data["text"] = marked_text(self.links, node.id, self.stated.get(node.id, ()), self.tables.ledger[node.id])
        page = draw(self.links, shown, data, centre=node.id, address=self.near.of, shared="../assets/")
        return self._save(page, self.folder / "pages" / f"{file_stem(node.id)}.html")
