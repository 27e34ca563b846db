"""The text layer of PDF files, page by page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from extract.readers.blocks import Block
from extract.readers.clean import characters, lines
from kg.errors import UnreadableDocument

_PAGES = 2000
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\s*(?:[—－–-]\s*)?\d{1,4}(?:\s*[—－–-])?\s*|\s*第?\s*\d{1,4}\s*[/页]\s*(?:共\s*)?\d*\s*页?\s*")


def read_pdf(path: Path) -> list[Block]:
    """The lines of every page, without page numbers and running heads.

    Raises UnreadableDocument for a file that is damaged, locked or too long, and for a page that is only a picture.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_why(path, str(error))) from error
    with pdf:
        if len(pdf) > _PAGES:
            raise UnreadableDocument(f"{path.name} has {len(pdf)} pages, more than {_PAGES}; split it")
        pages = [_page(pdf, number, path.name) for number in range(len(pdf))]
    if not any(line.strip() for page in pages for line in page):
        raise UnreadableDocument(f"{path.name} has no text layer; run OCR, then read the .txt")
    running = _running(pages)
    return [line for page in pages for line in page if not _NUMBER.fullmatch(line) and _mask(line) not in running]


def _why(path: Path, error: str) -> str:
    if "password" in error.lower():
        return f"{path.name} is locked with a password; save it without one"
    return f"{path.name} is not a readable PDF ({error}); save it again or read it as .txt"


def _page(pdf: object, number: int, name: str) -> list[str]:
    """The lines of one page."""
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    assert isinstance(pdf, pypdfium2.PdfDocument)
    try:
        page = pdf[number]
        text = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name} page {number + 1} is damaged ({error}); save the file again") from error
    if not text.strip() and next(iter(page.get_objects([FPDF_PAGEOBJ_IMAGE])), None) is not None:
        raise UnreadableDocument(f"{name} page {number + 1} has no text layer; run OCR, then read the .txt")
    return lines(characters(text))


def _mask(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Lines that stand first or last on three pages or more, whatever their digits."""
    edges = [[_mask(t) for t in page if t.strip()] for page in pages]
    counts = Counter(t for page in edges for t in dict.fromkeys([*page[:2], *page[-2:]]))
    return frozenset(t for t, n in counts.items() if n >= 3 and n > 0.5 * len(pages))
