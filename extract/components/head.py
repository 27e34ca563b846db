"""The head component: what a paper says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, Findings, Head, findings, mark_spans
from extract.document import Span
from extract.folding import as_printed, folded
from extract.header_era import find_era
from extract.header_issue import (
    Printed,
    Signature,
    bodies_in_news,
    bodies_in_title,
    body_pattern,
    find_signature,
    unstamped,
)
from extract.header_notice import TitleReader
from extract.header_own import own_title
from extract.header_parts import NUMBER, Part, own_number, parts, read_date, starts_body
from extract.header_scope import Region, find_period
from extract.header_title import Title, TitleLines
from extract.places import load_places
from extract.tables import table


class HeadComponent:
    """Fills `findings(doc).head`; marks title, 文号 and issuers in span group "head"."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._is_body = body_pattern(words)
        self._lines = TitleLines(words, self._is_body)
        self._titles = TitleReader(words, self._lines)
        self._news = re.compile(words["notice"]["news"])
        self._plans = words["period"]["plans"]
        self._region = Region(load_places(), words)

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        found.head = self.read(found)
        spans = [found.head.title_span, found.head.doc_no_span, *found.head.issuer_spans]
        mark_spans(doc, "head", [s for s in spans if s])
        return doc

    def read(self, found: Findings) -> Head:
        """The head of one paper, from its text and its page's furniture. Title and 文号 are as printed."""
        return _as_printed(self._read(folded(found)), found)

    def _read(self, found: Findings) -> Head:
        text, furniture = found.document.text, found.document.furniture
        pieces = parts(text)
        title, notice = self._titles.read(pieces)
        title, notice = self._with_furniture(title, notice, furniture)
        title = title or own_title(text, found.outline, self._lines.ending)
        number, number_span = self._number(pieces, furniture)
        signature = find_signature(pieces, self._is_body)
        signed = self._issuers(pieces, text, [t for t in (notice, title) if t], signature, furniture)
        issuers = tuple(map(unstamped, signed))
        issued_on = (signature and signature.date) or read_date(furniture.get("issued_on", ""))
        self._tell(found, title, signature, issued_on)
        names = [name for name, _ in issuers]
        titles = [t.text for t in (notice, title) if t]
        place = self._region.find(names, titles, number, furniture.get("publisher", ""), text)
        head = Head(
            title=title.text if title else None,
            doc_no=number,
            index_no=furniture.get("index_no"),
            doc_type=self._lines.kind(title.text) if title else None,
            issuers=tuple(names),
            issued_on=issued_on,
            published_on=read_date(furniture.get("published_on", "")),
            period=find_period(title.text if title else "", text, found.outline, self._plans),
            region=place,
            title_span=title.span if title else None,
            doc_no_span=number_span,
            issuer_spans=tuple(span for _, span in issuers),
        )
        return replace(head, era=find_era(head, text))

    def _with_furniture(
        self, title: Title | None, notice: Title | None, furniture: Mapping[str, str]
    ) -> tuple[Title | None, Title | None]:
        """The page's title where the text prints none, or where it is the notice of the plan in the text."""
        said = re.sub(r"\s", "", furniture.get("title", ""))
        if not said:
            return title, notice
        outer, handed = self._titles.read([Part(said, 0, len(said))])
        if title is None:
            inner = Title((outer or Title(said, None)).text, None)
            return inner, Title(said, None) if handed else None
        return title, notice or (Title(said, None) if said != title.text else None)

    def _number(self, pieces: list[Part], furniture: Mapping[str, str]) -> tuple[str | None, tuple[int, int] | None]:
        """The 文号 that stands for itself near the top; else the page's."""
        for piece in pieces[:80]:
            if starts_body(piece):
                break
            if len(piece.text) < 160 and (hit := own_number(piece)):
                return hit
        match = NUMBER.search(furniture.get("doc_no", ""))
        return (re.sub(r"\s", "", match[0]), None) if match else (None, None)

    def _issuers(
        self,
        pieces: list[Part],
        text: str,
        titles: list[Title],
        signature: Signature | None,
        furniture: Mapping[str, str],
    ) -> tuple[Printed, ...]:
        """The issuers as printed: above a date, in the title, in the news, at the paper's end, or on the page."""
        signed = signature.bodies if signature else ()
        if signed and signature and signature.date is not None:
            return signed
        for title in titles:
            if bodies := bodies_in_title(title, text, self._is_body):
                return bodies
        if bodies := bodies_in_news(pieces, self._news, self._is_body) or signed:
            return bodies
        named = re.split(r"[\s,，、;；]+", furniture.get("issuer", "").strip())
        return tuple((name, None) for name in named if name)

    def _tell(self, found: Findings, title: Title | None, signature: Signature | None, issued_on: str | None) -> None:
        """What the ledger should know: no title, or a date that cannot be read."""
        if title is None:
            found.leave(0, min(len(found.document.text), 40), "head", "the paper prints no title")
        if signature and signature.date == "" and issued_on is None:
            found.leave(*signature.span, "head", "the date has lost its 年月日")


def _as_printed(head: Head, found: Findings) -> Head:
    """The head in the paper's own characters: as where it stands in the text; a title also as on the page."""
    def printed(words: str, span: Span | None, page: str = "") -> str:
        return as_printed(words, found.document.text[slice(*span)] if span else found.document.furniture.get(page, ""))

    return replace(head, title=head.title and printed(head.title, head.title_span, "title"),
                   doc_no=head.doc_no and printed(head.doc_no, head.doc_no_span, "doc_no"),
                   issuers=tuple(map(printed, head.issuers, head.issuer_spans)))


@Language.factory("kg_head", requires=[FINDINGS], assigns=["doc.spans"], default_config={"words": "head.toml"})
def make(nlp: Language, name: str, words: str) -> HeadComponent:
    """The component, with the words of a table in `extract/vocabulary/`."""
    return HeadComponent(table(words))
