"""The registry of regions: GB/T 2260 with its tree, short names, historic names, and functional zones.

`load_places()` reads the tables once a process. A `Place` is one value wherever it is named: 克州 and
克孜勒苏柯尔克孜自治州 give the same one. Tables: places.csv, place_aliases.csv, peoples.csv; zones in extract/zones.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.annotations import Place
from extract.place_names import ShortNames, codes_above, level_of, unlisted
from extract.tables import rows
from extract.zones import ZoneGrammar, load_zone_grammar

LEVELS = ("national", "province", "prefecture", "county", "zone", "township")
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
MIN_ZONE = 4
_LISTED = ("、", "—", "－", "-", "～", "至")
_GAPS = ("", "（", "(", *_LISTED)
Hit = tuple[int, int, Place]


class Places:
    """All regions and known zones. `places` come with their parents' names; `past` holds those that no longer stand."""

    def __init__(self, places: Iterable[Place], past: frozenset[tuple[str, str]], zones: ZoneGrammar,
                 traps: Iterable[str] = ()) -> None:
        self._past = past
        self._zones = zones
        self._traps = tuple(traps)
        self._by_code: dict[str, Place] = {}
        self._names: dict[str, list[Place]] = {}
        self._children: dict[str, list[Place]] = {}
        for place in places:
            if place.code and (place.code not in self._by_code or not self.is_past(place)):
                self._by_code[place.code] = place
            self._children.setdefault(place.parent or "", []).append(place)
            for name in dict.fromkeys((place.name, *place.aliases)):
                self._names.setdefault(name, []).append(place)

        self._above = {code: self._by_code[c] for code in self._by_code for c in reversed(codes_above(code))
                       if c in self._by_code}

    def find(self, name: str, within: Place | None = None) -> Place | None:
        """The place of a full or short name, or of a zone as printed; None where unknown or not to be decided.

        Of several with one name the nearest to `within` is meant, then the higher; two equally near give None.
        """
        return self.nearest(name, within) or self._zones.read(name, within, self)

    def nearest(self, name: str, within: Place | None) -> Place | None:
        """As `find`, but only places that the tables hold."""
        named = self._names.get(name, ())
        if len(named) < 2:
            return named[0] if named else None
        home = {p.name for p in self.chain(within)} if within else set()
        ranked = sorted((self._rank(p, name, home), i) for i, p in enumerate(named))
        return None if ranked[0][0] == ranked[1][0] else named[ranked[0][1]]

    def knows(self, name: str) -> bool:
        """Whether the tables hold any place of this name."""
        return name in self._names

    def lengths(self, text: str, pos: int, end: int) -> list[int]:
        """How long the names are, of two characters or more, that stand at `pos`, the shortest first."""
        some = self._lengths.get(text[pos:pos + 2], ())
        return [n for n in some if pos + n <= end and text[pos:pos + n] in self._names]

    def of_code(self, code: str) -> Place:
        """The region that bears a GB/T 2260 code (or bore it last). KeyError where no region ever did."""
        return self._by_code[code]

    def chain(self, place: Place) -> list[Place]:
        """The place, the one above it, and so on up to the nation."""
        chain = [place]
        while (above := self._parent(chain[-1])) is not None:
            chain.append(above)
        return chain

    def children(self, place: Place) -> list[Place]:
        """Regions and known zones directly below, those of today only, by code."""
        below = (p for p in self._children.get(place.name, ()) if not self.is_past(p) and self._parent(p) == place)
        return sorted(below, key=lambda p: (p.code or "9", p.name))

    def is_past(self, place: Place) -> bool:
        """Whether the region has been merged, renamed or abolished."""
        return (place.code or "", place.name) in self._past

    def scan(self, text: str, within: Place | None) -> list[Hit]:
        """Every place of the tables named in the text, longest first, without overlaps.

        Ambiguous names are left out, and so are short names of counties that do not lie in the same prefecture
        (or municipality) as `within`: elsewhere they are more often words than names (开平, 和平). In a paper of a
        province those of its counties and cities are read, and everywhere those behind their own city (岚川临泽).
        """
        home = self._home(within)
        meant: dict[int, Place | None] = {}
        hits: list[Hit] = []
        for term, start, end in self._matches(text):
            if term not in meant:
                meant[term] = self._meant(self._terms[term], within, home)
            place = meant[term] or self._beside(self._terms[term], hits, text, start)
            if place and place.level == "county" and (within_word := self._provinces.get(text[end - 1:end + 1])):
                start, end, place = end - 1, end + 1, within_word  # 来安徽
            if place is not None:
                hits.append((start, end, place))
        return [self._levelled(hits, i) for i in range(len(hits))]

    def _levelled(self, hits: list[Hit], i: int) -> Hit:
        """A province's short name listed with its cities means the city of that name (长春、吉林、延边)."""
        start, end, place = hits[i]
        city = self._namesakes.get(place.name) if end - start == 2 else None
        if city is None:
            return hits[i]
        beside = [h[2] for h in hits[max(0, i - 1):i + 2] if h[1] + 1 == start or h[0] == end + 1]
        return (start, end, city) if any(b.level == "prefecture" and b.parent == place.name for b in beside) else hits[i]

    def zone_spans(self, text: str) -> Iterable[tuple[int, int]]:
        """Where a kind of zone is printed (高新区, 自由贸易试验区); what stands before it is the reader's affair."""
        return self._zones.kinds_in(text)

    def _meant(self, term: str, within: Place | None, home: set[str]) -> Place | None:
        """The place that a term of the automaton names in this paper; None for a trap."""
        place = self.nearest(term, within)
        return place if place and (self._full(term, place) or self._near(place, home)) else None

    def _beside(self, term: str, hits: list[Hit], text: str, start: int) -> Place | None:
        """The county that a short name means right behind the name of its city or province (or in brackets behind it),
        or listed with a county of its province (岚川临泽—澄陵)."""
        gap = text[hits[-1][1]:start] if hits and start - hits[-1][1] < 2 else None
        if gap is None or gap not in _GAPS:
            return None
        last = hits[-1][2]
        place = self.nearest(term, last)
        if not place or place.level != "county" or place == last:
            return None
        above = self.chain(place)
        if gap in _LISTED:
            return place if last.level == "county" and above[-2] == self.chain(last)[-2] else None
        return place if last in above and last.level in ("prefecture", "province") else None

    def _home(self, within: Place | None) -> set[str]:
        """The prefecture or municipality around `within`; of a province itself; nothing for a paper of the nation."""
        chain = self.chain(within) if within else []
        own = {within.name} if within and within.level == "province" else set()
        return own | {p.name for p in chain if p.level == "prefecture" or p.name in MUNICIPALITIES}

    def _full(self, printed: str, place: Place) -> bool:
        """A whole name, short of 市区 and 城区, which stand for many places; of a zone also its longer short names."""
        if place.level == "zone":
            return printed == place.name or len(printed) > MIN_ZONE
        return printed == place.name and (len(printed) > 2 or place.level != "county" or printed[-1] == "县")

    def _near(self, place: Place, home: set[str]) -> bool:
        """In the city of the paper, or in its province and no district, whose short names are mostly words."""
        if place.level in ("province", "prefecture"):
            return True
        above = [p for p in self.chain(place) if p.name in home]
        district = place.name.endswith("区") and place.level == "county"
        return any(p.level != "province" or p.name in MUNICIPALITIES or not district for p in above)

    @cached_property
    def _provinces(self) -> dict[str, Place]:
        """Provinces by their short names of two characters, into which no county's name runs."""
        provinces = [p for p in self._by_code.values() if p.level == "province"]
        return {name: place for place in provinces for name in place.aliases if len(name) == 2}

    @cached_property
    def _namesakes(self) -> dict[str, Place]:
        """Cities by the name of their province, where both have one short name."""
        cities = (p for p in self._by_code.values() if p.level == "prefecture" and not self.is_past(p))
        return {above.name: p for p in cities if (above := self._parent(p)) and set(above.aliases) & set(p.aliases)}

    @cached_property
    def _terms(self) -> list[str]:
        return sorted({*(n for n in self._names if len(n) > 1), *self._traps})

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._terms, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _matches(self) -> Callable[[str], list[tuple[int, int, int]]]:
        """Terms and where they stand. The last text is remembered: the head and the regions scan the same one."""
        return lru_cache(maxsize=1)(self._automaton.find_matches_as_indexes)

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """Of names that begin with the same two characters."""
        found: dict[str, set[int]] = {}
        for name in self._names:
            found.setdefault(name[:2], set()).add(len(name))
        return {two: sorted(lengths) for two, lengths in found.items() if len(two) > 1}

    def _parent(self, place: Place) -> Place | None:
        if place.code:
            return self._above.get(place.code)
        return (self.nearest(place.parent, None) or unlisted(place.parent)) if place.parent else None

    def _rank(self, place: Place, name: str, home: set[str]) -> tuple[int, bool, int, bool]:
        shared = sum(p.name in home for p in self.chain(place)) if home else 0
        return -shared, self.is_past(place), LEVELS.index(place.level), place.name != name


@cache
def load_places() -> Places:
    """The registry, read once a process."""
    short = ShortNames(row["name"] for row in rows("peoples.csv"))
    more: dict[str, list[str]] = {}
    for row in rows("place_aliases.csv"):
        more.setdefault(row["code"], []).append(row["alias"])
    table = list(rows("places.csv"))
    names = {r["code"]: r["name"] for r in sorted(table, key=lambda r: r["until"] or "9999")}
    regions = [_region(row["code"], row["name"], names, (*short.of(row["name"]), *more.get(row["code"], ())))
               for row in table]
    zones, traps = load_zone_grammar(names), (row["phrase"] for row in rows("place_traps.csv"))
    past = frozenset((row["code"], row["name"]) for row in table if row["until"])
    return Places([*regions, *zones.known], past, zones, traps)


def _region(code: str, name: str, names: dict[str, str], aliases: tuple[str, ...]) -> Place:
    above = next((names[c] for c in codes_above(code) if c in names), None)
    return Place(name, level_of(code), code, tuple(dict.fromkeys(aliases)), above)
