"""What a reader returns: one normalised text, its tables, and what the page's furniture said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Span = tuple[int, int]
"""Start and end (exclusive) in `Document.text`: Python string indices, code points."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells stand in the text: rows of cell spans. A cell spanning columns is repeated."""

    rows: tuple[tuple[Span, ...], ...]

    @property
    def headed(self) -> tuple[tuple[Span, ...], ...]:
        """The rows from the header on, without a title that spans the table above it."""
        first = next((i for i, row in enumerate(self.rows) if len(set(row)) > 1), 0)
        return self.rows[first:]

    @property
    def stretches(self) -> list[Span]:
        """What its rows fill of the text; between those of a table printed one cell a line headings may stand."""
        filled: list[Span] = []
        for start, end in ((row[0][0], row[-1][1]) for row in self.rows):
            if filled and start <= filled[-1][1] + 1:
                filled[-1] = filled[-1][0], max(filled[-1][1], end)
            else:
                filled.append((start, end))
        return filled

    @property
    def start(self) -> int:
        return self.rows[0][0][0]

    @property
    def end(self) -> int:
        return self.rows[-1][-1][1]


@dataclass(frozen=True, slots=True)
class Document:
    """One paper as read.

    `text` is what every offset counts in: paragraphs parted by a newline, table cells by a tab and rows by a newline,
    page furniture left out, page-width line breaks joined. `furniture` holds what the page's tables of metadata said,
    under the keys of `vocabulary/furniture.toml` (index_no, doc_no, issued_on, published_on, issuer, title),
    as printed. `source` is the file's name below the folder that was built, with '/' separators.
    """

    text: str
    source: str
    sha256: str
    furniture: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()


_STOPS = "。；;\n"


def sentence_around(text: str, start: int, end: int, reach: int | None = None) -> Span:
    """The sentence or clause that holds `text[start:end]`, white space at its front left out.

    It ends before 。；; or a line break, and goes no further than `reach` characters either way where that is given.
    """
    low = 0 if reach is None else max(0, start - reach)
    high = len(text) if reach is None else min(len(text), end + reach)
    first = max(text.rfind(c, low, start) for c in _STOPS) + 1 or low
    last = min((e for c in _STOPS if (e := text.find(c, end, high)) >= 0), default=high)
    return first + len(text[first:start]) - len(text[first:start].lstrip()), last
