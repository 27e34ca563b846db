"""Papers, laws and standards that a text names. Each name in 《》 becomes a fact or a ledger entry with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, Citation, Findings, findings, mark_spans
from extract.citations_kind import NOT_NAMED, Kinds, Relations
from extract.citations_marks import Mark, Scanner, load
from extract.citations_papers import OWN, Issuers, Own, Paper, Register, core
from extract.folding import fold as simplified
from extract.folding import fold_paper
from kg.identity import fold

_COMPONENT = "citations"
_NEAR = 8
"""A bare 文号 is cited when a cue stands so near in front of it, in characters."""
_ONLY_NUMBER = re.compile(r"^[）)]?\s*(?:文件|文(?![一-鿿])|精神|规定|要求|第.{1,3}条|等)")


@dataclass(slots=True)
class _Reading:
    """What is known while one text is read."""

    found: Findings
    text: str
    folded: str
    own: Own
    register: Register
    cited: list[tuple[Paper, Mark, str, str]]
    """Paper, mark, relation, rule; written out last, when each paper knows all its numbers."""


class Citations:
    """The component: patterns and tables are compiled once."""

    def __init__(self) -> None:
        table = load("citations.toml")
        self._table = table
        self._scanner, self._kinds, self._relations = Scanner(), Kinds(table), Relations(table)
        self._issuers = Issuers(table)
        self._short = re.compile(r"[^《》。]{0,40}?" + table["own"]["abbreviation"])

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        text = found.document.text
        folded = fold_paper(text)
        own = Own(self._table, found.document, found.head)
        reading = _Reading(found, text, folded, own, Register(), [])
        titles = self._scanner.titles(text)
        for mark in titles:
            own.learn(mark, text)
        for mark in titles:
            self._read_title(reading, mark)
        self._read_bare(reading, self._scanner.bare(text, titles))
        for paper, mark, relation, rule in sorted(reading.cited, key=lambda row: (row[1].start, row[1].end)):
            found.citations.append(_citation(paper, mark, relation, rule))
        mark_spans(doc, _COMPONENT, [(c.start, c.end) for c in found.citations])
        return doc

    def _read_title(self, r: _Reading, mark: Mark) -> None:
        paper, reason = self._resolve(r, mark)
        short = self._short.match(r.folded, mark.name_end)
        if short and (paper or reason in OWN):
            r.register.name(short.group(1), paper)
        if paper is None and not (reason == NOT_NAMED and r.text[mark.start] == "〈"):
            r.found.leave(mark.start, mark.end, _COMPONENT, reason)
        if paper is None:
            return
        relation = self._relations.of(r.folded, mark.start, mark.end)
        r.cited.append((paper, mark, relation, "title"))

    def _resolve(self, r: _Reading, mark: Mark) -> tuple[Paper | None, str]:
        """The paper that a bracketed name stands for, or why there is none."""
        title = simplified(mark.title)
        if r.register.knows(title) and not mark.doc_no:
            return r.register.by_short(title), OWN[0]
        if self._kinds.is_ending(title) and not mark.doc_no:
            return self._by_ending(r, mark, title)
        called = not mark.doc_no and self._kinds.called_standard(r.folded, mark.start, mark.end)
        kind, why = self._kinds.of(title, numbered=bool(mark.doc_no), code=bool(mark.code) or called)
        reason = r.own.reason(mark, r.text)
        if reason and (kind != "none" or reason == OWN[0]):
            return None, reason
        if kind == "unknown" and self._relations.of(r.folded, mark.start, mark.end) in ("basis", "implements"):
            kind = "policy"
        if kind in ("none", "unknown"):
            return None, why
        issuer = self._issuers.of(mark.title, r.text, r.folded, mark.start)
        return r.register.enter(Paper(mark.title, core(title), issuer, mark.doc_no, mark.code, kind)), ""

    def _by_ending(self, r: _Reading, mark: Mark, word: str) -> tuple[Paper | None, str]:
        if r.own.ends_with(word) or r.text[mark.start - 1:mark.start] == "本":
            return None, OWN[0]
        paper = r.register.by_ending(word)
        return paper, "" if paper else "a short name without the full one"

    def _read_bare(self, r: _Reading, marks: list[Mark]) -> None:
        """Codes, and 文号 that a sentence cites; of a list of 文号 the last one decides for all."""
        listed = len(r.text) + 1
        for mark in sorted(marks, key=lambda m: -m.start):
            if mark.code:
                paper = Paper(r.text[mark.start:mark.end], "", None, None, mark.code, "standard")
            elif self._is_cited(r, mark) or listed - mark.end <= 1:
                listed = mark.start
                paper = Paper(mark.doc_no or "", "", None, mark.doc_no, None, "policy")
            else:
                continue
            relation = self._relations.of(r.folded, mark.start, mark.end)
            r.cited.append((r.register.enter(paper), mark, relation, "code" if mark.code else "number"))

    def _is_cited(self, r: _Reading, mark: Mark) -> bool:
        """Whether a bare 文号 stands in a sentence and is not the paper's own."""
        if fold(mark.doc_no or "") == fold(r.found.head.doc_no or "-"):
            return False
        front = r.folded[max(0, mark.start - _NEAR):mark.start]
        return bool(_ONLY_NUMBER.match(r.text[mark.end:mark.end + 6])) or self._relations.cued(front)


def _citation(paper: Paper, mark: Mark, relation: str, rule: str) -> Citation:
    return Citation(paper.title, paper.kind, relation, mark.start, mark.end, f"citations.{rule}",
                    paper.doc_no, paper.code, paper.issuer)


@Language.factory("kg_citations", requires=[FINDINGS], assigns=["doc.spans"])
def make_citations(nlp: Language, name: str) -> Citations:
    """Fills `findings(doc).citations`; names that are no citations go to the ledger with the reason."""
    return Citations()
