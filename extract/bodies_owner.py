"""Whose body a printed name is: the region named in front, or the one that 省, 市, 县, 区 … point to."""

from __future__ import annotations

import re

from extract.annotations import Place
from extract.bodies_lexicon import Lexicon
from extract.places import Places

_YOUTH = re.compile(r"^团(省|市|州|县|区|盟|旗|自治区)委$")
_ENDS = {"自治州": "州", "自治区": "自治区", "地": "地区"}
_MAX_PLACE = 16


class Owners:
    """Splits a printed name into its region and its core."""

    def __init__(self, raw: dict[str, str], places: Places, lexicon: Lexicon) -> None:
        self._places, self._lexicon = places, lexicon
        self._level = re.compile(rf"^(?!{raw['none']})({raw['level']})(?=.)")
        self._zones = re.compile(rf"^.{{0,16}}?(?:{raw['zone']})")

    def split(self, surface: str, region: Place | None) -> tuple[Place | None, str, str]:
        """Region, core, and a level word that points to no region known (县 in a paper whose county can't be told).

        Where the name does not say whose body it is, it is the paper's own region's.
        """
        if youth := _YOUTH.match(surface):
            return self.of_level(youth[1], region), "团委", ""
        if self._is_core(surface):
            return region, surface, ""
        if named := self._named_after_level(surface, region) or self._named(surface, region):
            return *named, ""
        level = self._level.match(surface)
        owner = self.of_level(level[1], region) if level else None
        if level and (owner or self._is_core(surface[level.end():])):
            return owner or region, surface[level.end():], "" if owner else level[1]
        return region, surface, ""

    def of_level(self, word: str, region: Place | None) -> Place | None:
        """The region that a level word points to in a paper of `region`: 省 in a city's paper is its province."""
        chain = [p for p in self._places.chain(region) if p.level != "national"] if region else []
        end = _ENDS.get(word, word)
        for place in chain:
            if place.level == "zone" and any(n.endswith(end) for n in (place.name, *place.aliases)):
                return place
            if place.name.endswith(end) and place.level != "zone":
                return place
        return self._zone(word, region) if len(word) == 3 and word.endswith("区") else None

    def _zone(self, word: str, region: Place | None) -> Place | None:
        return self._places.find(word, region) if region and word not in ("自治区", "管理区") else None

    def _is_core(self, surface: str) -> bool:
        return self._lexicon.knows(surface)

    def _named_after_level(self, surface: str, region: Place | None) -> tuple[Place, str] | None:
        """市信江新区管委会: the level word adds nothing to the zone's own name."""
        zone = surface[0] in "省市县州" and self._zones.match(surface[1:])
        found = self._named(surface[1:], region) if zone and "各" not in zone[0] else None
        return found if found and found[0].level == "zone" else None

    def _named(self, surface: str, region: Place | None) -> tuple[Place, str] | None:
        """A place or zone printed in front; a short name only before a core that is known."""
        zone = self._zones.match(surface)
        if zone and (zone.end() > 3) and zone.end() < len(surface):
            place = self._places.find(zone[0], region)
            if place and place.level == "zone":
                return place, surface[zone.end():]
        for place in self._places.chain(region) if region else ():
            if not place.code and surface.startswith(place.name) and len(surface) > len(place.name) + 1:
                return place, surface[len(place.name):]
        for cut in range(min(_MAX_PLACE, len(surface) - 1), 1, -1):
            place = self._places.nearest(surface[:cut], region)
            if place and (place.name == surface[:cut] or self._is_core(surface[cut:])):
                return self._lower(place, surface[cut:]) or (place, surface[cut:])
        return None

    def _lower(self, above: Place, rest: str) -> tuple[Place, str] | None:
        """A region printed behind the one it lies in (云南省昭通市人民政府) is whose body it is."""
        for cut in range(min(_MAX_PLACE, len(rest) - 1), 2, -1):
            place = self._places.nearest(rest[:cut], above)
            if place and place.name == rest[:cut] and place != above and above in self._places.chain(place):
                return self._lower(place, rest[cut:]) or (place, rest[cut:])
        return None
