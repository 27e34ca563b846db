"""The component `targets`: quantified aims, from tables and from running text."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, findings, mark_spans
from extract.folding import folded
from extract.targets_folded import as_printed
from extract.targets_prose import Prose
from extract.targets_ranks import Ranks
from extract.targets_tables import Tables
from extract.targets_words import load_words


class Targets:
    """Fills `findings(doc).targets` in the order of the text and marks the span group "targets"."""

    def __init__(self) -> None:
        self._tables = Tables(load_words())
        self._prose, self._ranks = Prose(), Ranks(load_words())

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        view = folded(found)
        facts, taken = self._tables.read(view)
        said = [*facts, *self._prose.read(view, taken)]
        for start, end in self._ranks.read(view.document.text):
            found.leave(start, end, "targets", "a rank, not a figure")
        if view is not found:
            said = [as_printed(fact, found.document.text) for fact in said]
        found.targets += sorted(said, key=lambda t: (t.start, t.end, t.indicator))
        mark_spans(doc, "targets", [(t.start, t.end) for t in found.targets])
        return doc


@Language.factory("kg_targets", requires=[FINDINGS], assigns=["doc.spans"])
def make_targets(nlp: Language, name: str) -> Targets:
    return Targets()
