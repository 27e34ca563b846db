"""The bodies and regions of one paper as nodes: a body with its region and successors, a region with those above it."""

from __future__ import annotations

from functools import cache

from extract.annotations import Head, Place
from extract.bodies import OfficialBody, load_bodies
from extract.bodies_naming import official_region
from extract.places import load_places
from extract.tables import table
from kg.identity import agency_id, region_id
from kg.model import Graph


@cache
def _fuller() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = table("body_frames.toml")["fuller"]
    return rows


class Bodies:
    """Writes each body and region once a paper. What a short form means depends on the paper's region and date."""

    def __init__(self, graph: Graph, head: Head, text: str) -> None:
        self._graph, self._home = graph, head.region
        self._date = head.era
        self._agencies: dict[str, str] = {}
        self._places: dict[Place, str] = {}
        self._fuller = [(row["short"], row["full"]) for row in _fuller() if row["full"] in text and row["unless"] not in text]

    def official(self, surface: str) -> OfficialBody:
        """The body that a printed form means in this paper; a short form means what the paper prints in full."""
        for short, full in self._fuller:
            if surface.endswith(short) and not surface.endswith(full):
                surface = surface.removesuffix(short) + full
        return load_bodies().official(surface, self._home, self._date)

    def agency(self, surface: str) -> str:
        """The id of the node of a body as printed."""
        if surface not in self._agencies:
            self._agencies[surface] = self._write_agency(surface)
        return self._agencies[surface]

    def _write_agency(self, surface: str) -> str:
        body = self.official(surface)
        id_ = self._node(body, short_names=[surface])
        for later, year in load_bodies().successors(body):
            self._graph.add_edge(self._node(later), "SUCCEEDS", id_, year=year)
        if body.collective:
            for member in load_bodies().members(surface, self._home):
                self._graph.add_edge(self._node(member), "MEMBER_OF", id_)
        return id_

    def _node(self, body: OfficialBody, **more: list[str]) -> str:
        id_ = self._graph.add_node(agency_id(body.name), "Agency", name=body.name, kind=body.kind, level=body.level,
                                   field=body.field, **more)
        if body.region:
            self._graph.add_edge(id_, "SERVES", self.region(body.region))
        return id_

    def region(self, place: Place) -> str:
        """The id of the node of a place, with those above it."""
        if place not in self._places:
            self._places[place] = self._write_region(place)
        return self._places[place]

    def _write_region(self, place: Place) -> str:
        below = None
        for part in load_places().chain(place):
            name = official_region(part) if part.level == "zone" else part.name  # one node, however it is printed
            also = [n for n in (part.name, *part.aliases) if n != name]
            id_ = self._graph.add_node(region_id(name, part.code), "Region", name=name, code=part.code,
                                       level=part.level, aliases=also)
            if below is None:
                lowest = id_
            else:
                self._graph.add_edge(below, "PART_OF", id_)
            below = id_
        return lowest
