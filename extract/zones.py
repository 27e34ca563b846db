"""Functional zones: those known by name, and a grammar for the others (宁国经开区, 高新区 in a city's paper)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from extract.alternatives import alternatives
from extract.annotations import Place
from extract.near import marks, near
from extract.tables import rows, table

_PLAIN = "开发区"  # says so little that it stands behind the full name of its city
_GOVERNED = re.compile(r"^(?:国家级?|省级)?(?:(.{2,12}?)(?:国家级?|省级)?)?$")


class Gazetteer(Protocol):
    """What reading a zone asks of the registry of places."""

    def nearest(self, name: str, within: Place | None) -> Place | None: ...
    def chain(self, place: Place) -> list[Place]: ...


class ZoneGrammar:
    """`known` are the zones of the tables; `kinds` maps each printed kind to its long form; `provincial` are the long
    forms of which only provinces have one; `elsewhere` maps those of zones that the nation set up to what they are
    called in cities not in `national`."""

    def __init__(self, kinds: Mapping[str, str], plain: Iterable[str], unnamed: Iterable[str], known: Iterable[Place],
                 provincial: Iterable[str] = (), elsewhere: Mapping[str, str] | None = None,
                 national: Iterable[str] = ()) -> None:
        self.kinds, self._provincial = dict(kinds), frozenset(provincial)
        self._elsewhere, self._national = dict(elsewhere or {}), frozenset(national)
        self.known = tuple(known)
        self._unnamed = frozenset(unnamed)
        printed = {*kinds, *plain}
        ends = alternatives(printed)
        self._kind = re.compile(f"({ends})$")
        self._anywhere, self._longest = re.compile(ends), max(map(len, printed))
        self._last = marks(*(f"{end[-1]}(?<={end[-2:]})" for end in sorted({kind[-2:] for kind in printed})))

    def read(self, name: str, within: Place | None, places: Gazetteer) -> Place | None:
        """A zone as printed, with its city in front; None where the name is no zone or no city is known."""
        kind = self._kind.search(name)
        governed = _GOVERNED.match(name[: kind.start()]) if kind else None
        if not kind or not governed or name in self._unnamed:
            return None
        stem, city = governed[1] or "", _city(within, places)
        place = self._place(stem, within, places)
        if place:
            return self._zone(place, kind[1], name, within, places)
        if stem:
            return Place(name, "zone", parent=city.name) if city else None
        if within and any(n.endswith(name) for n in (within.name, *within.aliases) if within.level == "zone"):
            return within
        return self._zone(city, kind[1], name, within, places) if city else None

    def kinds_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a kind of zone is printed."""
        return (m.span() for m in near(self._anywhere, self._last, text, self._longest, self._longest))

    def _place(self, stem: str, within: Place | None, places: Gazetteer) -> Place | None:
        """The city that a stem names, a province in front passed over (安徽宣州经济开发区)."""
        found = places.nearest(stem, within) if stem else None
        if found or len(stem) < 4:
            return found if found and found.level != "national" else None
        cuts = (i for i in (2, 3) if (p := places.nearest(stem[:i], None)) and p.level == "province")
        return next((p for i in cuts if (p := places.nearest(stem[i:], within))), None)

    def _zone(self, city: Place, kind: str, name: str, within: Place | None, places: Gazetteer) -> Place:
        """The zone of a city: the one of the tables, else as printed with the city's short name in front."""
        if self.kinds.get(kind, kind) in self._provincial:
            city = next((p for p in places.chain(city) if p.level == "province"), city)
        stem = min((a for a in city.aliases if city.name.startswith(a)), key=len, default=city.name)
        for known in (stem + kind, stem + self.kinds.get(kind, kind)):
            if found := places.nearest(known, within):
                return found
        front = city.name if kind == _PLAIN else stem
        printed = name if name not in (kind, "国家" + kind, "国家级" + kind) else front + kind
        long = self.kinds.get(kind, kind)
        forms = (self._elsewhere.get(long, long), long) if city.name not in self._national else (long,)
        also = tuple(n for n in dict.fromkeys((stem + kind, *(stem + f for f in forms), name)) if n not in (printed, kind))
        return Place(printed, "zone", None, also, city.name)


def _city(within: Place | None, places: Gazetteer) -> Place | None:
    """The region that a zone named without its city belongs to: the nearest that is no zone itself."""
    chain = places.chain(within)[:-1] if within else []
    return next((p for p in chain if p.level != "zone"), None)


def load_zone_grammar(names: Mapping[str, str]) -> ZoneGrammar:
    """The grammar from zone_kinds.toml, zones.csv (well-known zones) and zones_listed.csv (from the statistical codes).

    `names` maps the codes of regions to their names.
    """
    raw = table("zone_kinds.toml")
    kinds = {short: row["long"] for row in raw["kind"] for short in (*row["short"], row["long"])}
    known = {r["name"]: Place(r["name"], "zone", None, _forms(r, raw["kind"]), r["city"]) for r in rows("zones.csv")}
    for row in rows("zones_listed.csv"):
        city = names[row["city"]]
        also = _spellings(row["name"], city, raw["kind"])
        known.setdefault(row["name"], Place(row["name"], "zone", None, also, city))
    provincial = [row["long"] for row in raw["kind"] if row.get("of") == "province"]
    elsewhere = {row["long"]: row["elsewhere"] for row in raw["kind"] if "elsewhere" in row}
    national = [row["city"] for row in rows("zones_national.csv")]
    return ZoneGrammar(kinds, raw["plain"], raw["unnamed"], known.values(), provincial, elsewhere, national)


def _forms(row: Mapping[str, str], kinds: list[dict[str, Any]]) -> tuple[str, ...]:
    """The aliases of a row, the short forms of its kind, and a name with brackets in half width."""
    name = row["name"]
    half = name.translate({ord("（"): "(", ord("）"): ")"})
    short = _spellings(name, row["city"], kinds) if name.startswith(row["city"][:-1]) else ()
    return tuple(n for n in dict.fromkeys((*row["aliases"].split(";"), half, *short)) if n and n != name)


def _spellings(name: str, city: str, kinds: list[dict[str, Any]]) -> tuple[str, ...]:
    """石家庄高新技术产业开发区 -> 石家庄高新区 and the other short forms of its kind."""
    at = max(name.find(city[:-1]), 0)
    bare = name[at:].replace(city, city[:-1], 1)
    for row in kinds:
        forms = sorted((row["long"], *row["short"]), key=len, reverse=True)
        long = next((f for f in forms if bare.endswith(f)), None)
        if long:
            stem = bare.removesuffix(long)
            return tuple(n for n in dict.fromkeys((bare, *(stem + f for f in forms))) if n != name)
    return (bare,) if bare != name else ()
