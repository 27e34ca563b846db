"""Web pages to lines and grids: the main content only, with the page's own title and date as furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree, html

from extract.readers.blocks import Block, Cell, Grid
from extract.readers.clean import characters
from extract.readers.furniture import Furniture
from kg.errors import UnreadableDocument

_DEPTH, _ELEMENTS, _SPAN = 200, 400_000, 60
_PAPER = 400
"""Sentences of so many characters are no furniture, whatever their element is called."""
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figure")
    + ("h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody")
    + ("td", "th", "tfoot", "thead", "tr", "ul")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_TEMPLATE = re.compile(r"<%.*?%>", re.S)
_SENTENCE = re.compile(r"[，。；、]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = frozenset(("h1", "h2"))


def read_html(text: str, furniture: Furniture, where: str) -> tuple[list[Block], dict[str, str]]:
    """The blocks of the page's main content, and what its `meta` elements say of title and date."""
    root = _parse(text, where)
    said = _meta(root, furniture)
    _prune(root, furniture)
    return list(_blocks(_main(root))), said


def _parse(text: str, where: str) -> etree._Element:
    """The tree of a page, built without network, entities or unlimited depth."""
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", _TEMPLATE.sub("", characters(text)))
    depth = most = count = 0
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(f"{where} holds no readable HTML ({error}); save the page again") from error
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most, count = max(most, depth), count + 1
    if most > _DEPTH or count > 2 * _ELEMENTS:
        raise UnreadableDocument(f"{where} nests {most} elements deep or holds too many; save the page again as text")
    return root


def _meta(root: etree._Element, furniture: Furniture) -> dict[str, str]:
    """Title and date that the page's `meta` elements give, as the Chinese standard for government sites names them."""
    page = furniture.words["page"]
    keys = {n.lower(): k for k, names in (("title", page["titles"]), ("published_on", page["dates"])) for n in names}
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        key = keys.get((element.get("name") or "").lower())
        if key and (element.get("content") or "").strip():
            said.setdefault(key, (element.get("content") or "").strip())
    return said


def _prune(root: etree._Element, furniture: Furniture) -> None:
    """Take out what is never text: by element name, by class or id, and what is hidden."""
    elements, names = set(furniture.words["page"]["elements"]), set(furniture.words["page"]["names"])
    for element in list(root.iter(etree.Element)):
        words = set(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())
        gone = element.tag in elements or words & names or _HIDDEN.search(element.get("style") or "")
        small = element.getparent() is not None and (gone or _is_link_list(element)) and _weight(element) < _PAPER
        if small:
            cast(html.HtmlElement, element).drop_tree()


def _is_link_list(element: etree._Element) -> bool:
    """A list whose text is nearly all links: navigation."""
    if element.tag not in ("ul", "ol") or len(element) < 2:
        return False
    return sum(len(_content(a)) for a in element.iter("a")) > 0.6 * len(_content(element).strip())


def _content(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _weight(element: etree._Element) -> int:
    """Characters of text nodes that read like sentences."""
    if element.tag in ("script", "style"):
        return 0
    return sum(len(t) for t in map(str, element.itertext()) if _SENTENCE.search(t))


def _main(root: etree._Element) -> etree._Element:
    """The smallest element that holds nearly all the sentences and the heading above them."""
    body = root.find("body")
    node = root if body is None else body
    while True:
        total = _weight(node)
        child = max((c for c in node if isinstance(c.tag, str)), key=_weight, default=None)
        if child is None or _weight(child) < 0.9 * total or total == 0:
            return node
        if child.tag in ("p", "span", "tr", "td", "tbody", "table") and node.tag not in ("body", "html"):
            return node
        outside = [h for h in node.iter("h1", "h2", "td", "dl") if child not in (h, *h.iterancestors())]
        if any(h not in child.iterancestors() for h in outside):
            return node
        node = child


def _blocks(node: etree._Element) -> Iterator[Block]:
    """Lines and grids of an element in document order."""
    line: list[str] = []
    for part in _walk(node):
        if isinstance(part, Grid) or part == "\n":
            yield from _flush(line)
            if isinstance(part, Grid):
                yield part
        else:
            line.append(part)
    yield from _flush(line)


def _flush(line: list[str]) -> Iterator[str]:
    text = _SPACES.sub(" ", "".join(line)).strip(" ")
    line.clear()
    if text:
        yield text


def _walk(node: etree._Element) -> Iterator[str | Grid]:
    """Text runs, "\\n" for each break, grids for tables of data."""
    if node.tag == "table" and _is_data(node):
        yield from (f"\n{_content(caption)}\n" for caption in node.iter("caption"))
        yield _grid(node)
        return
    edge = node.tag in _BLOCKS or node.tag == "br"
    if edge:
        yield "\n"
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield from _walk(child)
        if child.tail:
            yield child.tail
    if edge:
        yield "\n"


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of a table's own rows."""
    return [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]


def _is_data(table: etree._Element) -> bool:
    """Whether a table is one: no table inside, more than one row and column, cells of moderate length."""
    rows = _rows(table)
    if any(t is not table for t in table.iter("table")) or max(map(len, rows), default=0) < 2:
        return False
    longest = max(len(_content(c)) for row in rows for c in row)
    return len([r for r in rows if r]) > 1 and longest < 4000


def _grid(table: etree._Element) -> Grid:
    """Rows of cells, a cell that spans rows or columns in each of its places."""
    rows = _rows(table)
    grid: list[dict[int, Cell]] = [{} for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for element in row:
            while x in grid[y]:
                x += 1
            cell = Cell(_cell_text(element))
            wide, high = _span(element, "colspan"), _span(element, "rowspan")
            for places in grid[y : y + high]:
                places.update(dict.fromkeys(range(x, x + wide), cell))
            x += wide
    return Grid([[places[x] for x in sorted(places)] for places in grid])


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, min(int(value), _SPAN)) if value.isdecimal() else 1


def _cell_text(element: etree._Element) -> str:
    return " ".join(part.strip() for part in _blocks_of_cell(element) if part.strip())


def _blocks_of_cell(element: etree._Element) -> Iterator[str]:
    return (block for block in _blocks(element) if isinstance(block, str))
