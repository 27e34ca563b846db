"""Findings of one paper to a graph: nodes, relationships, and the words behind each.

A pure function of the paper and the vocabulary. What needs several papers happens in `kg/resolve.py`.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from extract.annotations import Body, Citation, Findings, TargetFact
from extract.body_lists import issuers_of
from extract.facts_bodies import Bodies
from extract.facts_words import Words
from extract.indicators import indicator_for
from kg.identity import document_id, indicator_id, make_id, standard_id, stated_id
from kg.model import Evidence, Graph, LedgerEntry

_ROLES = {"lead": "LEADS", "cooperate": "COOPERATES", "joint": "RESPONSIBLE_FOR"}
_STRENGTH = ("repeals", "amends", "forwards", "basis", "implements", "mention")


def to_graph(found: Findings) -> Graph:
    """The graph of one paper, with its text and its part of the ledger."""
    return _Writer(found).write()


class _Writer:
    """Writes one paper's facts. `doc` is the paper's id, `plan` that of its own undertaking."""

    def __init__(self, found: Findings) -> None:
        self.found = found
        self.text = found.document.text
        self.graph = Graph()
        self.head = found.head
        self.title = found.head.title or PurePosixPath(found.document.source).stem
        self.bodies = Bodies(self.graph, found.head, found.document.text)
        issuer = self.bodies.official(found.head.issuers[0]).name if found.head.issuers else None
        key = found.document.sha256 if found.head.title is None else issuer
        self.doc = document_id(doc_no=found.head.doc_no, issuer=key, title=self.title)
        self.plan = stated_id("plan", self.doc)
        self.words = Words(self.doc, self.text, found.outline)
        self.tasks = self._task_ids()

    def write(self) -> Graph:
        self._document()
        self._issuers()
        self._tasks()
        self._duties()
        self._targets()
        self._citations()
        self._campaigns()
        self._regions()
        self._memberships()
        self.graph.texts[self.doc] = self.text
        self.graph.ledger = [
            LedgerEntry(self.doc, e.start, e.end, self.text[e.start:e.end], e.component, e.reason)
            for e in sorted(self.found.ledger, key=lambda e: (e.start, e.end, e.component, e.reason))
        ]
        return self.graph

    # -- the paper itself

    def _document(self) -> None:
        head, document = self.head, self.found.document
        start, end = head.period or (None, None)
        self.graph.add_node(
            self.doc, "Document", name=self.title, title=self.title, doc_no=head.doc_no, doc_type=head.doc_type,
            index_no=head.index_no, issued_on=head.issued_on, published_on=head.published_on, period_start=start,
            period_end=end, source=document.source, sha256=document.sha256, ingested=True)
        self.graph.add_node(self.plan, "Program", name=self.title, kind="plan")
        self.graph.add_edge(self.plan, "STATED_IN", self.doc, self._title_evidence())
        if head.region:
            region = self.bodies.region(head.region)
            self.graph.add_edge(self.doc, "APPLIES_TO", region,
                                self.words.evidence(*head.region_span, "head") if head.region_span else None)

    def _title_evidence(self) -> Evidence | None:
        return self.words.evidence(*self.head.title_span, "head") if self.head.title_span else None

    def _issuers(self) -> None:
        spans = self.head.issuer_spans or (None,) * len(self.head.issuers)
        for rank, (surface, span) in enumerate(zip(self.head.issuers, spans, strict=False), 1):
            agency = self.bodies.agency(surface)
            said = self.words.evidence(*span, "head") if span else None
            self.graph.add_edge(agency, "ISSUES", self.doc, said, surface=surface, rank=rank)

    def _regions(self) -> None:
        for mention in self.found.regions:
            self.graph.add_edge(self.doc, "MENTIONS", self.bodies.region(mention.place),
                                self.words.evidence(mention.start, mention.end, mention.rule))

    def _memberships(self) -> None:
        for m in self.found.memberships:
            self.graph.add_edge(self.bodies.agency(m.member), "MEMBER_OF", self.bodies.agency(m.group),
                                self.words.sentence(m.start, m.end, m.rule))

    # -- tasks and duties

    def _task_ids(self) -> list[str]:
        """Path and title make a task; a repeated pair is told apart by its place among its like."""
        seen: dict[tuple[str, str], int] = {}
        ids = []
        for task in self.found.tasks:
            key = task.path, task.title
            seen[key] = seen.get(key, 0) + 1
            ids.append(stated_id("task", self.doc, task.path, task.title, seen[key]))
        return ids

    def _tasks(self) -> None:
        by_section = {t.section: i for i, t in enumerate(self.found.tasks) if t.section >= 0 and self._is_numbered(i)}
        for i, (id_, task) in enumerate(zip(self.tasks, self.found.tasks, strict=True)):
            name = task.title or task.path
            self.graph.add_node(id_, "Program", name=name, kind="task", number=task.number, path=task.path,
                                text=self.text[task.start:task.end].strip(), deadline=task.deadline)
            said = self.words.evidence(task.start, max(task.head_end, task.start + 1), "outline")
            self.graph.add_edge(id_, "STATED_IN", self.doc, said)
            above = by_section.get(self._parent_section(i))
            self.graph.add_edge(id_, "PART_OF", self.tasks[above] if above is not None else self.plan)

    def _is_numbered(self, index: int) -> bool:
        task = self.found.tasks[index]
        return self.found.outline[task.section].path == task.path

    def _parent_section(self, index: int) -> int:
        task = self.found.tasks[index]
        if task.section < 0:
            return -1
        return self.found.outline[task.section].parent if self._is_numbered(index) else task.section

    def _duties(self) -> None:
        for duty in self.found.duties:
            for body in duty.bodies:
                self.graph.add_edge(self.bodies.agency(body.surface), _ROLES[duty.role], self.tasks[duty.task],
                                    self.words.evidence(duty.start, duty.end, f"responsibilities/{duty.rule}"),
                                    **self._as_printed(body), scope=duty.scope)

    def _as_printed(self, body: Body) -> dict[str, str | int]:
        return {"surface": body.surface, "rank": body.rank}

    def _task_at(self, at: int) -> str:
        """The innermost task around an offset, else the plan."""
        around = [i for i, t in enumerate(self.found.tasks) if t.start <= at < t.end]
        return self.tasks[max(around, key=lambda i: self.found.tasks[i].start)] if around else self.plan

    # -- targets, citations, campaigns

    def _targets(self) -> None:
        seen: dict[tuple[str, str, float], int] = {}
        for fact in self.found.targets:
            key = fact.indicator, fact.op, fact.value
            seen[key] = seen.get(key, 0) + 1
            self._target(fact, stated_id("target", self.doc, fact.indicator, fact.op, str(fact.value), seen[key]))

    def _target(self, fact: TargetFact, id_: str) -> None:
        quote = self.text[fact.start:fact.end]
        self.graph.add_node(
            id_, "Target", name=quote, indicator=fact.indicator, op=fact.op, value=fact.value, value_max=fact.value_max,
            unit=fact.unit, year=fact.year, baseline=fact.baseline, baseline_year=fact.baseline_year,
            attribute=fact.attribute, text=quote)
        said = self.words.sentence(fact.start, fact.end, f"targets/{fact.rule}")
        self.graph.add_edge(id_, "STATED_IN", self.doc, said)
        self.graph.add_edge(id_, "MEASURES", self._task_at(fact.start), said)
        name, unit, domain = indicator_for(fact.indicator, fact.unit)
        node = self.graph.add_node(indicator_id(name, unit), "Indicator", name=name, unit=unit, domain=domain)
        self.graph.add_edge(id_, "QUANTIFIES", node)
        if self.head.region:
            self.graph.add_edge(id_, "APPLIES_TO", self.bodies.region(self.head.region), said)

    def _citations(self) -> None:
        """One relationship a cited paper: of several mentions the one that says most, then the first."""
        chosen: dict[str, Citation] = {}
        for cite in sorted(self.found.citations, key=lambda c: (_STRENGTH.index(c.relation), c.start)):
            cited = self._cited(cite)
            if cited != self.doc and chosen.setdefault(cited, cite) is cite:
                said = self.words.sentence(cite.start, cite.end, f"citations/{cite.rule}")
                self.graph.add_edge(self.doc, "CITES", cited, said, relation=cite.relation)
            else:
                reason = "the paper itself" if cited == self.doc else "named again"
                self.found.leave(cite.start, cite.end, "citations", reason)

    def _cited(self, cite: Citation) -> str:
        if cite.kind == "standard":
            return self.graph.add_node(standard_id(cite.code, cite.title), "Standard", name=cite.title,
                                       title=cite.title, code=cite.code)
        issuers = issuers_of(cite.issuer) if cite.issuer else []
        issuer = self.bodies.official(issuers[0]).name if issuers else None
        id_ = document_id(doc_no=cite.doc_no, issuer=issuer, title=cite.title)
        if id_ != self.doc:
            self.graph.add_node(id_, "Document", name=cite.title, title=cite.title, doc_no=cite.doc_no,
                                doc_type="法律法规" if cite.kind == "law" else None, ingested=False)
            for surface in issuers:
                said = self.words.evidence(cite.start, cite.end, f"citations/{cite.rule}")
                self.graph.add_edge(self.bodies.agency(surface), "ISSUES", id_, said, surface=surface)
        return id_

    def _campaigns(self) -> None:
        for campaign in self.found.campaigns:
            where = self.head.region.name if self.head.region else self.doc
            id_ = self.graph.add_node(make_id("campaign", where, campaign.name), "Program", name=campaign.name,
                                      kind="campaign")
            said = self.words.sentence(campaign.start, campaign.end, f"programs/{campaign.rule}")
            self.graph.add_edge(id_, "STATED_IN", self.doc, said)
            self.graph.add_edge(id_, "PART_OF", self._task_at(campaign.start), said)
