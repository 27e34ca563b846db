"""Files to Documents: `read` chooses the reader by suffix and content, and normalises the text once."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.document import Document, Table
from extract.readers.blocks import Block, assemble
from extract.readers.clean import join_wrapped
from extract.readers.encoding import decode
from extract.readers.furniture import Furniture
from extract.readers.lost_tables import lost_tables
from kg.errors import UnreadableDocument

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
"""What `read` accepts, lower case."""

MAX_BYTES = 64_000_000
_MAGIC = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx"}


def read(path: Path, *, source: str | None = None) -> Document:
    """One paper as a Document; `source` names it (default: the file's name).

    Raises UnreadableDocument, in one line that says what, where and how to mend, for whatever holds no text.
    """
    data = _bytes(path)
    blocks, said = _blocks(path, data)
    furniture, blocks = _furniture().strip(blocks)
    text, tables = assemble(join_wrapped(blocks))
    if not text:
        raise UnreadableDocument(f"{path.name} holds no text; check the file")
    return Document(
        text=text,
        source=source or path.name,
        sha256=sha256(data).hexdigest(),
        furniture={**said, **furniture},
        tables=_whole(tables, tuple(lost_tables(text))),
    )


def _whole(printed: tuple[Table, ...], lost: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables printed as such and those that were lost, without what is part of another (rows broken over two lines)."""
    lost = tuple(t for t in lost if not any(g.start <= t.start < g.end for g in printed))
    return (*(g for g in printed if not any(t.start < g.start and g.end <= t.end for t in lost)), *lost)


@cache
def _furniture() -> Furniture:
    return Furniture()


def _bytes(path: Path) -> bytes:
    """The file's content, once it is known to be there, not empty and not too large."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kinds = " ".join(SUFFIXES)
        raise UnreadableDocument(f"{path.name}: unknown kind {suffix or '(no suffix)'}; save it as one of {kinds}")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(f"{path.name} has {size:,} bytes, more than {MAX_BYTES:,}; split it")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror or 'no access'}; check path and permission") from error
    if not data.strip():
        raise UnreadableDocument(f"{path.name} is empty; export the paper again")
    return data


def _blocks(path: Path, data: bytes) -> tuple[list[Block], dict[str, str]]:
    """Lines and grids of a file, read as what it is rather than what its suffix says."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), path.suffix.lower())
    if kind == ".pdf":
        from extract.readers.pdf import read_pdf

        return read_pdf(path), {}
    if kind == ".docx":
        from extract.readers.word import read_docx

        return read_docx(path), {}
    text = decode(data)
    if text is None:
        raise UnreadableDocument(f"{path.name} is binary, not text; save it as one of {' '.join(SUFFIXES)}")
    return _text_blocks(path.name, kind, text)


def _text_blocks(name: str, kind: str, text: str) -> tuple[list[Block], dict[str, str]]:
    if kind in (".html", ".htm"):
        from extract.readers.html import read_html

        return read_html(text, _furniture(), name)
    from extract.readers.plain import read_markdown, read_text

    return (read_markdown if kind == ".md" else read_text)(text), {}
