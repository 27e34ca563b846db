"""The tables of the site's pages. A cell is text, a number, [text, address], {"word": key} for a word of the schema,
{"kind": label}, or {"links": [[text, address], …]}."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kg.model import Edge, LedgerEntry
from viz.address import Addresses
from viz.drawing import year_of
from viz.links import Links
from viz.select import DUTIES
from viz.style import style

Cell = Any
_FACTS_LISTED = 8  # of a node in a list; those with more facts come first to have pages
_OPS = {">=": "≥", "<=": "≤", "range": "–"}


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], limit: int = 0) -> list[dict[str, Any]]:
    """One table in a list, none where there are no rows; above `limit` rows (none given: `limits.rows` of style.toml)
    the first ones, with `total`."""
    every = [list(row) for row in rows]
    most = limit or style()["limits"]["rows"]
    return [{"name": name, "columns": list(columns), "rows": every[:most], "total": len(every)}] if every else []


class Tables:
    """Rows about nodes, with links to their pages; at most `limit` rows a table."""

    def __init__(self, links: Links, addresses: Addresses, limit: int = 0) -> None:
        self.links = links
        self.addresses = addresses
        self.limit = limit
        self.ledger: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in links.graph.ledger:
            self.ledger[entry.doc].append(entry)

    def link(self, id_: str) -> Cell:
        """A node's name with the address of its page."""
        return [self.links.node(id_).name, self.addresses.of(id_)]

    def links_to(self, ids: Iterable[str]) -> Cell:
        """Several nodes in one cell."""
        return {"links": [self.link(i) for i in ids]}

    def names(self, ids: Iterable[str]) -> str:
        return "、".join(self.links.node(i).name for i in ids)

    def sentence(self, edge: Edge | None) -> Cell:
        """The words of a fact with the address of their place in the text."""
        if edge is None or "evidence" not in edge.properties:
            return ""
        p = edge.properties
        return [p["evidence"], self.addresses.text(p["doc"], p["start"], p["end"])]

    def paper_year(self, edge: Edge) -> list[Cell]:
        doc = edge.properties.get("doc", "")
        if doc not in self.links.graph.nodes:
            return ["", ""]
        return [self.link(doc), year_of(self.links.node(doc)) or ""]

    def agency(self, id_: str) -> list[dict[str, Any]]:
        """Duties with their sentences, partners, papers issued."""
        duties = [e for role in DUTIES for e in self.links.out.get(id_, ()) if e.type == role]
        tasks = dict.fromkeys(e.target for e in duties)
        shared = Counter(body for task in tasks for body in self.links.sources(task, *DUTIES) if body != id_)
        partners = sorted(shared.items(), key=lambda row: (-row[1], row[0]))
        return [
            *table("duties", ("role", "task", "sentence", "paper", "year"),
                   ([{"word": e.type}, self.link(e.target), self.sentence(e), *self.paper_year(e)] for e in duties)),
            *table("partners", ("body", "shared"), ([self.link(body), count] for body, count in partners[:50])),
            *self.papers("issued", self.links.targets(id_, "ISSUES")),
        ]

    def region(self, id_: str) -> list[dict[str, Any]]:
        """Bodies by tasks, papers, figures, regions below."""
        papers = [d for d in self.links.sources(id_, "APPLIES_TO") if d in self.links.graph.texts]
        tasks = [t for d in papers for t in self.links.sources(d, "STATED_IN")]
        figures = [t for t in self.links.sources(id_, "APPLIES_TO") if self.links.node(t).label == "Target"]
        below = self.links.sources(id_, "PART_OF")
        return [*self.bodies(tasks, self.links.sources(id_, "SERVES")), *self.papers("papers", papers),
                *self.targets(figures), *self.regions(below)]

    def bodies(self, tasks: Iterable[str], also: Iterable[str] = ()) -> list[dict[str, Any]]:
        """Who leads, answers for and cooperates in these tasks, those with most tasks led first."""
        counts: dict[str, Counter[str]] = {body: Counter() for body in also}
        for task in dict.fromkeys(tasks):
            for role in DUTIES:
                for body in self.links.sources(task, role):
                    counts.setdefault(body, Counter())[role] += 1
        order = sorted(counts, key=lambda b: (*(-counts[b][role] for role in DUTIES), b))
        return table("bodies", ("body", "lead", "joint", "cooperate"),
                     ([self.link(b), *(counts[b][role] for role in DUTIES)] for b in order), self.limit)

    def papers(self, name: str, ids: Iterable[str]) -> list[dict[str, Any]]:
        rows = []
        for id_ in ids:
            p, stated = self.links.node(id_).properties, self.links.sources(id_, "STATED_IN")
            kinds = Counter(self.links.node(s).properties.get("kind", "figure") for s in stated)
            rows.append([self.link(id_), self.names(self.links.targets(id_, "APPLIES_TO")), p.get("doc_no", ""),
                         p.get("issued_on") or p.get("published_on") or "", kinds["task"], kinds["figure"]])
        rows.sort(key=lambda row: (str(row[3]), row[0]), reverse=True)
        return table(name, ("paper", "region", "doc_no", "date", "tasks", "targets"), rows, self.limit)

    def targets(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """Figures with region, paper and sentence, the highest first within a unit."""
        rows = []
        for id_ in ids:
            p = self.links.node(id_).properties
            edge = next((e for e in self.links.out.get(id_, ()) if "evidence" in e.properties), None)
            shared = self.links.targets(id_, "QUANTIFIES")
            rows.append([self.names(self.links.targets(id_, "APPLIES_TO")),
                         [p["indicator"], self.addresses.of(shared[0]) if shared else None],
                         _OPS.get(p["op"], p["op"]), *_value(p), p.get("unit", ""), p.get("year", ""),
                         p.get("baseline", ""), self.sentence(edge), self.paper_year(edge)[0] if edge else ""])
        rows.sort(key=lambda row: (str(row[4]), -float(row[3]) if not isinstance(row[3], list) else 0, row[0]))
        columns = ("region", "indicator", "op", "value", "unit", "year", "baseline", "sentence", "paper")
        return table("targets", columns, rows)

    def regions(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        rows = []
        for id_ in ids:
            papers = [d for d in self.links.sources(id_, "APPLIES_TO") if d in self.links.graph.texts]
            level = self.links.node(id_).properties.get("level")
            rows.append([self.link(id_), {"word": level} if level else "", len(papers),
                         len(self.links.sources(id_, "SERVES"))])
        rows.sort(key=lambda row: (-row[2], -row[3], row[0][0]))
        return table("regions", ("region", "level", "papers", "bodies"), rows, self.limit)

    def indicators(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        rows = []
        for id_ in ids:
            figures = self.links.sources(id_, "QUANTIFIES")
            places = {r for f in figures for r in self.links.targets(f, "APPLIES_TO")}
            papers = {d for f in figures for d in self.links.targets(f, "STATED_IN")}
            rows.append([self.link(id_), self.links.node(id_).properties.get("unit", ""), len(figures), len(places),
                         len(papers)])
        rows.sort(key=lambda row: (-row[4], -row[2], row[0][0]))
        return table("indicators", ("indicator", "unit", "targets", "regions", "papers"), rows, self.limit)

    def listed(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """All that is known of nodes without pages of their own, a row a fact; of each node the first few."""
        rows = ([self.links.node(id_).name, {"word": edge.type}, self.link(other), self.sentence(edge),
                 *self.paper_year(edge)]
                for id_ in ids for edge, other in self._stated_first(id_)[:_FACTS_LISTED])
        return table("listed", ("name", "relation", "other", "sentence", "paper", "year"), rows, len(ids) * _FACTS_LISTED)

    def _stated_first(self, id_: str) -> list[tuple[Edge, str]]:
        return sorted(self.links.around(id_), key=lambda row: "evidence" not in row[0].properties)

    def paper(self, id_: str) -> list[dict[str, Any]]:
        """Tasks with their bodies, figures, citations, campaigns, what was left out."""
        stated = self.links.sources(id_, "STATED_IN")
        by_kind: dict[str, list[str]] = {}
        for s in stated:
            by_kind.setdefault(self.links.node(s).properties.get("kind", "figure"), []).append(s)
        ledger = self.ledger[id_]
        return [*self.tasks(by_kind.get("task", [])), *self.targets(by_kind.get("figure", [])), *self.cites(id_),
                *table("campaigns", ("name", "sentence"), ([self.link(c), self.sentence(self.stating(c))]
                                                           for c in by_kind.get("campaign", []))),
                *table("ledger", ("text", "reason", "component"),
                       ([[e.text, self.addresses.text(id_, e.start, e.end)], {"word": e.reason}, {"word": e.component}]
                        for e in ledger))]

    def tasks(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        order = sorted(ids, key=lambda t: (getattr(self.stating(t), "properties", {}).get("start", 0), t))
        rows = ([self.links.node(t).properties.get("path", ""), self.link(t),
                 *(self.links_to(self.links.sources(t, role)) for role in DUTIES)] for t in order)
        return table("tasks", ("path", "task", "lead", "joint", "cooperate"), rows)

    def stating(self, id_: str) -> Edge | None:
        return next((e for e in self.links.out.get(id_, ()) if e.type == "STATED_IN"), None)

    def cites(self, id_: str) -> list[dict[str, Any]]:
        cites = [e for e in self.links.out.get(id_, ()) if e.type == "CITES"]
        cited = [e for e in self.links.into.get(id_, ()) if e.type == "CITES"]
        columns = ("title", "relation", "sentence")
        return [*table("cites", columns, ([self.link(e.target), {"word": e.properties.get("relation", "")},
                                           self.sentence(e)] for e in cites)),
                *table("cited_by", columns, ([self.link(e.source), {"word": e.properties.get("relation", "")},
                                              self.sentence(e)] for e in cited))]


def _value(p: Any) -> list[Cell]:
    """The figure as a number; a range as text."""
    return [[f"{p['value']:g}–{p['value_max']:g}", None]] if p.get("value_max") is not None else [p["value"]]
