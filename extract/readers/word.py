"""Word files (.docx): paragraphs with their automatic numbers, and tables, in order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.readers.blocks import Block, Cell, Grid
from extract.readers.clean import characters, lines
from kg.errors import UnreadableDocument

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from lxml.etree import _Element

_UNPACKED, _RATIO = 300_000_000, 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path) -> list[Block]:
    """The blocks of a document. Raises UnreadableDocument for one that is damaged or unpacks to too much."""
    _check_archive(path)
    from docx import Document as open_docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = open_docx(str(path))
        return [block for element in document.element.body for block in _read(element, document)]
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, RecursionError) as error:
        raise UnreadableDocument(f"{path.name} is damaged ({error}); open it in Word and save it again") from error


def _check_archive(path: Path) -> None:
    """Refuse what is no zip archive or would unpack to far more than a paper."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
            if size > _UNPACKED or size > _RATIO * max(path.stat().st_size, 10_000):
                raise UnreadableDocument(f"{path.name} unpacks to {size:,} bytes; save its text as .txt")
    except zipfile.BadZipFile as error:
        raise UnreadableDocument(f"{path.name} is not a .docx archive ({error}); save it again as .docx") from error


def _read(element: _Element, document: Document) -> Iterator[Block]:
    """Blocks of one element of the body; what content controls hold is read too."""
    if element.tag == f"{_W}p":
        yield from lines(characters(_text(element)))
    elif element.tag == f"{_W}tbl":
        from docx.table import Table

        yield _grid(Table(element, document))  # type: ignore[arg-type]
    elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
        for child in element:
            yield from _read(child, document)


def _grid(table: Table) -> Grid:
    """Rows of cells; python-docx gives a merged cell in each of its places."""
    cells: dict[_Element, Cell] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in cells:
                text = " ".join(filter(None, (_text(p).strip() for p in cell._tc.iter(f"{_W}p"))))
                cells[cell._tc] = Cell(" ".join(characters(text).split()))
    return Grid([[cells[cell._tc] for cell in row.cells] for row in table.rows])


def _text(paragraph: _Element) -> str:
    """What a paragraph prints: insertions and links read, deletions left out."""
    parts = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        else:
            parts.append({f"{_W}tab": " ", f"{_W}br": "\n"}.get(str(node.tag), "-"))
    return "".join(parts)
