"""Where the page of a node lies. File names come from ids only, never from a paper's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from kg.identity import make_id
from viz.links import Links
from viz.style import style

_PLAIN = re.compile(r"[a-z]+-[0-9a-z-]{1,70}")
_NOT_CHINESE = re.compile("[^\u3400-\u9fff]+")
_OWN_PAGE = ("Agency", "Region", "Indicator")


def file_stem(id_: str) -> str:
    """A file name without its ending: the id, or, where it holds what a file system may not take, a hash of it."""
    return id_ if _PLAIN.fullmatch(id_) else make_id("page", id_.encode("utf-8", "surrogatepass").hex())


class Pages:
    """Who has a page. Each paper read has; of bodies, regions and indicators the `limits.pages` with most facts of each
    kind. The others stand on pages of lists: `lists[stem]` holds the ids of one, by name."""

    def __init__(self, links: Links) -> None:
        self.own = set(links.graph.texts)
        self.lists: dict[str, list[str]] = {}
        for label in _OWN_PAGE:
            ranked = sorted((n.id for n in links.graph.of_label(label)), key=lambda i: (*_rank(links, i), i))
            most = style()["limits"]["pages"]
            self.own.update(ranked[:most])
            self._list(label, sorted(ranked[most:], key=lambda i: (links.node(i).name, i)))
        self.listed = {id_: stem for stem, ids in self.lists.items() for id_ in ids}

    def _list(self, label: str, ids: list[str]) -> None:
        step = style()["limits"]["listed"]
        for number, start in enumerate(range(0, len(ids), step), 1):
            self.lists[f"list-{label.lower()}-{number}"] = ids[start : start + step]


def _rank(links: Links, id_: str) -> tuple[int, int]:
    """Most first: what the texts state about a node (a figure of an indicator is a fact about it), then all its ties."""
    found = [*links.out.get(id_, ()), *links.into.get(id_, ())]
    return -sum("doc" in e.properties or e.type == "QUANTIFIES" for e in found), -len(found)


class Addresses:
    """`of(id)`: the address of a node's own page, else of the list or the paper's page that shows it, relative to a folder
    that reaches the pages through `prefix`; None for what no page shows."""

    def __init__(self, links: Links, prefix: str = "", pages: Pages | None = None) -> None:
        self.links = links
        self.prefix = prefix
        self.pages = pages or Pages(links)
        self._known: dict[str, str | None] = {}

    def of(self, id_: str) -> str | None:
        if id_ not in self._known:
            self._known[id_] = self._find(id_)
        return self._known[id_]

    def _find(self, id_: str) -> str | None:
        if id_ in self.pages.own:
            return f"{self.prefix}{file_stem(id_)}.html"
        if id_ in self.pages.listed:
            name = _NOT_CHINESE.sub(lambda m: quote(m[0], errors="replace"), self.links.node(id_).name)
            return f"{self.prefix}{self.pages.listed[id_]}.html#find={name}"
        paper = next(self._papers(id_), None)
        return f"{self.prefix}{file_stem(paper)}.html#node={quote(id_, errors='replace')}" if paper else None

    def text(self, doc: str, start: int, end: int) -> str | None:
        """The address of a span in a paper's text."""
        return f"{self.prefix}{file_stem(doc)}.html#at={start}-{end}" if doc in self.links.graph.texts else None

    def _papers(self, id_: str) -> Iterator[str]:
        """The papers read that state or cite a node."""
        found = [*self.links.targets(id_, "STATED_IN"), *self.links.sources(id_, "CITES")]
        yield from (doc for doc in found if doc in self.links.graph.texts)
