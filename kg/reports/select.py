"""The duties that a report counts: which bodies, in which role, in which task, as which paper says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.errors import QueryError
from kg.model import Edge, Graph
from kg.reports.years import Period, paper_year

ROLES: Mapping[str, str] = {"LEADS": "lead", "RESPONSIBLE_FOR": "joint", "COOPERATES": "cooperate"}
RESTS = ("basis", "implements", "forwards")
"""Relations by which one paper rests on another."""
ROLE_NAMES: Mapping[str, str] = {"lead": "牵头", "joint": "共同负责", "cooperate": "配合"}


class Duty(NamedTuple):
    """One body in one role in one task, with the relationship that says so."""

    agency: str
    task: str
    role: str
    edge: Edge


class Links:
    """Relationships of a graph by type and end, in a fixed order; each index is made when first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._of: dict[str, list[Edge]] = {}
        for edge in graph.sorted_edges():
            self._of.setdefault(edge.type, []).append(edge)
        self._ends: dict[tuple[str, str], dict[str, list[Edge]]] = {}

    def of(self, type_: str) -> list[Edge]:
        """All relationships of a type."""
        return self._of.get(type_, [])

    def out(self, type_: str, source: str) -> list[Edge]:
        """Relationships of a type from one node."""
        return self._by("source", type_).get(source, [])

    def into(self, type_: str, target: str) -> list[Edge]:
        """Relationships of a type to one node."""
        return self._by("target", type_).get(target, [])

    def first(self, type_: str, source: str) -> str | None:
        """Where the first of them leads."""
        edges = self.out(type_, source)
        return edges[0].target if edges else None

    def _by(self, end: str, type_: str) -> dict[str, list[Edge]]:
        if (end, type_) not in self._ends:
            index: dict[str, list[Edge]] = {}
            for edge in self.of(type_):
                index.setdefault(getattr(edge, end), []).append(edge)
            self._ends[end, type_] = index
        return self._ends[end, type_]


@dataclass(frozen=True)
class Selection:
    """The papers asked for, their tasks and duties, and the paper of each task."""

    graph: Graph
    links: Links
    papers: tuple[str, ...]
    tasks: tuple[str, ...]
    duties: tuple[Duty, ...]
    paper_of: Mapping[str, str]

    @cached_property
    def territorial(self) -> frozenset[str]:
        """Governments of territories and collectives: bodies that a paper always lists side by side."""
        kinds = {body: self.graph.nodes[body].properties.get("kind") for body in self.by_body}
        return frozenset(body for body, kind in kinds.items() if kind in ("government", "collective"))

    @cached_property
    def by_body(self) -> Mapping[str, list[Duty]]:
        """The duties of each body that has some, in their order."""
        held: dict[str, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            held[duty.agency].append(duty)
        return dict(held)


def choose_papers(graph: Graph, links: Links, *, region: str | None = None,
                  year: int | Period | None = None) -> set[str]:
    """Ids of the papers read that apply to a region (full name or alias) and were issued in a year or period.

    Raises `QueryError` where the graph knows no such region, or no paper is left.
    """
    wanted = find_region(graph, region) if region else None
    period = Period(year, year) if isinstance(year, int) else year
    papers = {
        node.id for node in graph.of_label("Document")
        if node.properties.get("ingested")
        and (wanted is None or links.first("APPLIES_TO", node.id) == wanted)
        and (period is None or period.first <= (paper_year(node) or 0) <= period.last)
    }
    if not papers:
        raise QueryError(f"no paper of region {region or 'any'} and year {period or 'any'} in this graph; "
                         f"regions with papers: {', '.join(regions_with_papers(graph, links)) or 'none'}")
    return papers


def find_region(graph: Graph, name: str) -> str:
    """The id of a region by its full name or an alias."""
    for node in graph.of_label("Region"):
        if name == node.name or name in node.properties.get("aliases", ()):
            return node.id
    raise QueryError(f"no region {name} in this graph; give its full name, such as 岚川市")


def regions_with_papers(graph: Graph, links: Links) -> list[str]:
    """Full names of regions that a paper applies to."""
    return sorted({graph.nodes[e.target].name for e in links.of("APPLIES_TO")
                   if graph.nodes[e.source].label == "Document"})


def select(graph: Graph, *, region: str | None = None, year: int | Period | None = None, field: str | None = None,
           paper: str | None = None, as_of: str = "written") -> Selection:
    """Tasks and duties of the papers of a region and year; of bodies of one line of work, where `field` is given.

    With `paper` (its id), of that paper alone. `as_of="today"` folds a body into the one that took over its work, where exactly one did.
    """
    links = Links(graph)
    papers = {paper} if paper else choose_papers(graph, links, region=region, year=year)
    paper_of = {e.source: e.target for e in links.of("STATED_IN") if e.target in papers and _is_task(graph, e.source)}
    heirs = heirs_as_of(as_of, links)
    duties = tuple(_duties(links, paper_of, heirs))
    if field:
        duties = tuple(d for d in duties if graph.nodes[d.agency].properties.get("field") == field)
        if not duties:
            known = sorted({str(n.properties["field"]) for n in graph.of_label("Agency") if n.properties.get("field")})
            raise QueryError(f"no duty of a body of field {field}; fields in this graph: {', '.join(known) or 'none'}")
    return Selection(graph, links, tuple(sorted(papers)), tuple(sorted(paper_of)), duties, paper_of)


def _is_task(graph: Graph, id_: str) -> bool:
    return graph.nodes[id_].properties.get("kind") == "task"


def _duties(links: Links, paper_of: Mapping[str, str], heirs: Mapping[str, str]) -> Iterator[Duty]:
    for type_, role in ROLES.items():
        for edge in links.of(type_):
            if edge.target in paper_of:
                body = final_heir(edge.source, heirs) if heirs else edge.source
                yield Duty(body, edge.target, role, edge)


def heirs_as_of(as_of: str, links: Links) -> dict[str, str]:
    """Who counts for whom: nobody "written", successors "today". Raises `QueryError` for another word."""
    if as_of not in ("written", "today"):
        raise QueryError(f"as_of is {as_of}; it is written or today")
    return successors(links) if as_of == "today" else {}


def successors(links: Links) -> dict[str, str]:
    """The body that took over another's work, for bodies whose work went to exactly one."""
    heirs: dict[str, set[str]] = {}
    for edge in links.of("SUCCEEDS"):
        heirs.setdefault(edge.target, set()).add(edge.source)
    return {old: next(iter(new)) for old, new in heirs.items() if len(new) == 1}


def final_heir(agency: str, heirs: Mapping[str, str]) -> str:
    """The last in a line of successors; a body without one is its own."""
    seen = set[str]()
    while agency in heirs and heirs[agency] not in seen:
        seen.add(agency)
        agency = heirs[agency]
    return agency
