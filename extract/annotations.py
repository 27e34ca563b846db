"""The facts that components hang on a spaCy Doc, and where they hang.

Every `start`/`end` is a character offset into `doc.text`, which is `Document.text` unchanged. A component reads what
earlier ones left (`doc._.document`, `doc._.outline`, `doc._.head`, ...), appends its own facts to its list, and tells
`leave(doc, ...)` of whatever it saw and could not convert.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from extract.document import Document, Span


class Section(NamedTuple):
    """A numbered part of the paper: heading, then everything up to the next part of its level or above.

    `number` is bare ("一", "1"), `mark` as printed in a path ("(一)", "1"), `path` the marks from the top joined by "/".
    `title` is the heading without number and final stop; `start` is where the number begins, `head_end` where the
    heading ends, `end` where the part ends, children included. `parent` indexes the outline; -1 at the top.
    """

    number: str
    mark: str
    path: str
    title: str
    start: int
    head_end: int
    end: int
    depth: int
    parent: int


@dataclass(frozen=True, slots=True)
class Place:
    """A region or functional zone as the registry knows it. `parent` is the full name of the one above, or None."""

    name: str
    level: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the paper says of itself. Dates are YYYY-MM-DD. Spans are where the text says so, None where only the
    page's furniture does. `issuers` are as printed; full names come from the registry of bodies. `era` is the day or
    year (YYYY-MM-DD, YYYY) at which its bodies are called as the text calls them, as far as it can be told."""

    title: str | None = None
    doc_no: str | None = None
    index_no: str | None = None
    doc_type: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    published_on: str | None = None
    period: tuple[int, int] | None = None
    region: Place | None = None
    title_span: Span | None = None
    doc_no_span: Span | None = None
    issuer_spans: tuple[Span | None, ...] = ()
    region_span: Span | None = None
    era: str | None = None


class Body(NamedTuple):
    """A body as printed in a duty; `rank` is its place in its list, from 1."""

    surface: str
    start: int
    end: int
    rank: int


class Duty(NamedTuple):
    """Bodies in one role for one task. `task` indexes `doc._.tasks`; `start`/`end` span the line that states it."""

    task: int
    role: str  # lead, cooperate, joint
    bodies: tuple[Body, ...]
    start: int
    end: int
    rule: str
    scope: str = "item"  # item, section, document


class Task(NamedTuple):
    """A work item. `section` indexes the outline, -1 for an item without a number."""

    number: str
    path: str
    title: str
    start: int
    head_end: int
    end: int
    section: int
    deadline: str | None = None


class TargetFact(NamedTuple):
    """One quantified aim. `start`/`end` span the quote: the shortest run that holds indicator and number."""

    indicator: str
    op: str
    value: float
    unit: str | None
    start: int
    end: int
    rule: str
    value_max: float | None = None
    year: int | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    attribute: str | None = None


class Citation(NamedTuple):
    """A paper, law or standard named. `kind`: policy, law, standard. `relation`: basis, implements, forwards, amends,
    repeals, mention. `issuer` is the body printed in front of the title or inside it, as printed."""

    title: str
    kind: str
    relation: str
    start: int
    end: int
    rule: str
    doc_no: str | None = None
    code: str | None = None
    issuer: str | None = None


class Campaign(NamedTuple):
    """A named undertaking, as printed without quotes."""

    name: str
    start: int
    end: int
    rule: str


class RegionMention(NamedTuple):
    place: Place
    start: int
    end: int
    rule: str


class Membership(NamedTuple):
    """`member` belongs to `group` (领导小组办公室设在市市场监管局: the office is kept by the agency). As printed."""

    member: str
    group: str
    start: int
    end: int
    rule: str


class LeftOut(NamedTuple):
    start: int
    end: int
    component: str
    reason: str


@dataclass
class Findings:
    """All that the components found in one paper, each list in the order of the text."""

    document: Document
    outline: list[Section] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    tasks: list[Task] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    targets: list[TargetFact] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    regions: list[RegionMention] = field(default_factory=list)
    ledger: list[LeftOut] = field(default_factory=list)

    def leave(self, start: int, end: int, component: str, reason: str) -> None:
        """Tell the ledger of something seen and not converted."""
        self.ledger.append(LeftOut(start, end, component, reason))


if not Doc.has_extension("findings"):
    Doc.set_extension("findings", default=None)


FINDINGS = "doc._.findings"
"""What a component says it `requires` when it needs no tokens."""


def findings(doc: Doc) -> Findings:
    """What has been found in this Doc so far. A Doc made from a bare text, `nlp(text)`, is a paper without a source."""
    found: Findings | None = doc._.findings
    if found is None:
        found = doc._.findings = Findings(Document(doc.text, "", ""))
    return found


def mark_spans(doc: Doc, group: str, spans: list[Span]) -> None:
    """Show hits as a spaCy span group, so that displaCy and other components see them, where the Doc has tokens."""
    if not len(doc):
        return
    if len(doc) == len(findings(doc).document.text):  # one token a character
        doc.spans[group] = [DocSpan(doc, a, b, label=group) for a, b in spans]
    else:
        found = (doc.char_span(a, b, label=group, alignment_mode="expand") for a, b in spans)
        doc.spans[group] = [s for s in found if s is not None]
