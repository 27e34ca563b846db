"""Names that carry their place inside (人民银行楚雄州分行) and organisations that name themselves (宣城职院)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extract.annotations import Place
from extract.bodies_companies import Companies
from extract.bodies_model import OfficialBody
from extract.bodies_naming import branch_of, city_of, grid_of, official_region, short_name
from extract.bodies_owner import Owners
from extract.places import Places

_CAPITAL = "0100"  # ends the code of the capital of a province


@dataclass(frozen=True, slots=True)
class _Frame:
    pattern: re.Pattern[str]
    name: str
    kind: str
    field: str
    kinds: dict[str, str]
    unknown: bool  # whether it reads names with a place that no table holds
    level: str | None  # the only level of places whose names it reads


class Frames:
    """Reads names by the frames of body_frames.toml."""

    def __init__(self, raw: dict[str, Any], places: Places, owners: Owners) -> None:
        self._places, self._owners = places, owners
        self._frames = [_Frame(re.compile(f["pattern"]), f["name"], f["kind"], f["field"], f.get("kinds", {}),
                               f.get("unknown", True), f.get("level"))
                        for f in raw["frame"]]
        organisations = raw["organisations"]
        self._companies = Companies(raw["companies"])
        self._tails, self._heads, self._banks = (organisations[k] for k in ("tails", "heads", "banks"))
        self._self_named = re.compile(organisations["self_named"])
        self._own = re.compile(organisations["own"])

    def read(self, words: str, region: Place | None) -> OfficialBody | None:
        """The body of a framed name; None where no frame fits."""
        for frame in self._frames:
            if (match := frame.pattern.match(words)) and (found := self._framed(frame, match, region)):
                return found
        return self._organisation(words)

    def _framed(self, frame: _Frame, match: re.Match[str], region: Place | None) -> OfficialBody | None:
        printed = match["place"]
        place = self._owners.of_level(printed, region) if len(printed) < 2 else self._places.find(printed, region)
        place = place or (region if not printed else None)
        if place is None and (len(printed) < 2 or not frame.unknown):
            return None
        if frame.level and (place is None or place.level != frame.level):
            return None
        kind = frame.kinds.get(match["kind"], match["kind"])
        full = (official_region(place) if place.level == "county" else place.name) if place else printed
        as_it_is = printed if place and printed == short_name(place) else full
        if place and (place.code or "").endswith(_CAPITAL):  # 中国人民银行福州中心支行, but 三明市中心支行
            full = as_it_is
        name = frame.name.format(place=full, kind=kind, printed=as_it_is, short=short_name(place) if place else printed,
                                 grid=grid_of(place, self._places) if place else "",
                                 city=city_of(place, self._places) if place else "",
                                 branch=branch_of(place, self._places) if place else "")
        blanks = frame.name.replace("{printed}", "{region}").replace("{place}", "{region}").replace("{kind}", kind)
        level = place.level if place else None
        return OfficialBody(name, frame.kind, level, frame.field, place, known=True, line=blanks)

    def _organisation(self, words: str) -> OfficialBody | None:
        """宣城职院 -> 宣城职业技术学院; a university or company with a place in its name stands as printed."""
        for short, long in (*self._heads.items(), *self._banks.items()):
            if words.startswith(short) and (short in self._heads or words != short):
                return OfficialBody(long + words[len(short):], "organisation", None, None, None, known=True)
        for short, long in self._tails.items():
            if words.endswith(short):
                return OfficialBody(words.removesuffix(short) + long, "organisation", None, None, None, known=True)
        named = self._self_named.match(words) or any(self._places.knows(words[:i]) for i in (2, 3, 4))
        own = self._own.search(words) and named
        return OfficialBody(self._companies.full(words), "organisation", None, None, None) if own else None
