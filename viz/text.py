"""A paper's text cut where spans begin and end, each piece with what is said about it. Offsets are code points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.model import Edge, LedgerEntry
from viz.links import Links

Span = tuple[int, int]


def segments(text: str, spans: Iterable[Span]) -> list[tuple[str, list[Span], int]]:
    """Pieces of the text in order, each with the spans that cover it (shortest first) and its start.

    Joined, the pieces are the text. Spans may nest and overlap; empty ones and those outside the text are passed over.
    """
    known = sorted({(a, b) for a, b in spans if 0 <= a < b <= len(text)})
    opening: dict[int, list[Span]] = defaultdict(list)
    for span in known:
        opening[span[0]].append(span)
    cuts = sorted({0, len(text), *(at for span in known for at in span)})
    pieces: list[tuple[str, list[Span], int]] = []
    active: list[Span] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [s for s in active if s[1] > start] + opening[start]
        pieces.append((text[start:end], sorted(active, key=lambda s: (s[1] - s[0], s)), start))
    return pieces


def by_paper(links: Links) -> dict[str, list[Edge]]:
    """Relationships by the paper that states them."""
    rows: dict[str, list[Edge]] = defaultdict(list)
    for edges in links.out.values():
        for edge in edges:
            if "doc" in edge.properties and "start" in edge.properties:
                rows[edge.properties["doc"]].append(edge)
    return rows


def marked_text(links: Links, doc: str, edges: Iterable[Edge], ledger: Iterable[LedgerEntry]) -> dict[str, Any]:
    """What `text.js` shows: `parts` of [text, mark numbers, start], `marks` with kind and facts, or ledger entries, and
    `names` of [id, name] that facts ([source, type, target]) index."""
    names: dict[str, int] = {}
    marks: dict[Span, dict[str, Any]] = {}
    for entry in ledger:
        row = marks.setdefault((entry.start, entry.end), {"ledger": []})
        row["ledger"].append({"component": entry.component, "reason": entry.reason})
    for edge in edges:
        row = marks.setdefault((edge.properties["start"], edge.properties["end"]), {})
        row.setdefault("kind", _kind(links, edge))
        ends = [names.setdefault(i, len(names)) for i in (edge.source, edge.target)]
        row.setdefault("facts", []).append([ends[0], edge.type, ends[1]])
    order = {span: at for at, span in enumerate(sorted(marks))}
    pieces = segments(links.graph.texts[doc], marks)
    parts = [[piece, [order[s] for s in spans], start] for piece, spans, start in pieces]
    return {"parts": parts, "marks": [marks[s] for s in sorted(marks)],
            "names": [[i, links.node(i).name] for i in names]}


def _kind(links: Links, edge: Edge) -> str:
    """The label that a span is coloured by: what the text names there."""
    source = links.node(edge.source).label
    return links.node(edge.target).label if source == "Document" else source
