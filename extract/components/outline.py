"""Component `kg_outline`: the tree of numbered parts, from the sequence of their numbers."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, findings, mark_spans
from extract.outline import read_outline


@Language.factory("kg_outline", requires=[FINDINGS], assigns=["doc.spans"])
def make_outline(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Fills `findings(doc).outline`; span group `outline` shows the headings."""

    def outline(doc: Doc) -> Doc:
        found = findings(doc)
        tables = [span for t in found.document.tables if len(t.rows) > 2 and len(t.rows[0]) > 2 for span in t.stretches]
        found.outline = read_outline(found.document.text, tables)
        mark_spans(doc, "outline", [(s.start, s.head_end) for s in found.outline])
        return doc

    return outline
