"""Where the page of a node lies. File names come from ids only, never from a paper's words."""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.identity import make_id
from viz.links import Links

_PLAIN = re.compile(r"[a-z]+-[0-9a-z-]{1,70}")
_OWN_PAGE = ("Agency", "Region", "Indicator")


def file_stem(id_: str) -> str:
    """A file name without its ending: the id, or, where it holds what a file system may not take, a hash of it."""
    return id_ if _PLAIN.fullmatch(id_) else make_id("page", id_.encode("utf-8", "surrogatepass").hex())


class Addresses:
    """`of(id)`: the address of a node's own page, else of the paper's page that shows it, relative to a folder that
    reaches the pages through `prefix`; None for what no page shows."""

    def __init__(self, links: Links, prefix: str = "") -> None:
        self.links = links
        self.prefix = prefix

    def has_page(self, id_: str) -> bool:
        return id_ in self.links.graph.texts or self.links.node(id_).label in _OWN_PAGE

    def of(self, id_: str) -> str | None:
        if self.has_page(id_):
            return f"{self.prefix}{file_stem(id_)}.html"
        paper = self._paper(id_)
        return f"{self.prefix}{file_stem(paper)}.html#node={quote(id_, errors='replace')}" if paper else None

    def text(self, doc: str, start: int, end: int) -> str | None:
        """The address of a span in a paper's text."""
        return f"{self.prefix}{file_stem(doc)}.html#at={start}-{end}" if doc in self.links.graph.texts else None

    def _paper(self, id_: str) -> str | None:
        """The first paper read that states or cites a node."""
        found = [*self.links.targets(id_, "STATED_IN"), *self.links.sources(id_, "CITES")]
        return next((doc for doc in found if doc in self.links.graph.texts), None)
