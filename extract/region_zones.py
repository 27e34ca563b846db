"""Functional zones in running text: 湘潭高新区、经开区和昭山示范区, 中国(安徽)自贸试验区宣城联动创新区."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extract.annotations import Place
from extract.near import marks, near
from extract.places import Hit, Places

_BRACKET = re.compile(
    r"[(（](?P<place>[一-龥]{2,8})[)）]"
    r"(?=[一-龥]{2,16}?区)(?:(?!等)[一-龥]){2,16}?区(?:(?!等)[一-龥]{2,8}?区)?(?=[、，。；：,;:\s和与及）)\]］】建的]|$)")
_HEAD = re.compile(r"[一-龥]{2,4}$")
_QUOTED = re.compile(r"“[一-龥]{2,8}”(?:合作区|示范区|试验区|实验区|开发区)")
_STEM = re.compile(r"(?<![一-龥])[一-龥]{0,8}$")
_OWN = re.compile(r"^[我本]?[市县区州]$")
_LINK = re.compile(r"[、，和与及]$")
_PIECE = re.compile(r"(?P<zone>(?:中国[（(][一-龥]{2,6}[）)])?(?:自贸(?:试验)?区|自由贸易试验区))(?P<own>[一-龥]{2,4}?)(?<!新)片区|(?:自贸)?片区")
_PIECES = marks("片区")
_MAX_STEM = 16


class ZoneReader:
    """Finds zones by their kind; what stands in front decides whose they are."""

    def __init__(self, places: Places, words: dict[str, re.Pattern[str]]) -> None:
        self._places, self._words = places, words
        self._middle = re.compile(words["zones middle"].pattern + "$")
        self._pair = re.compile(rf"[、和与及](?:{words['zones bare'].pattern})(?!等)")
        self._governed = re.compile(rf"(?:[、和与及][一-龥]{{2,10}}?区){{1,4}}(?:{words['zones administration'].pattern})")
        self._bare = re.compile(rf"(?:{words['zones bare'].pattern})$")

    def read(self, text: str, hits: list[Hit], region: Place | None) -> list[Hit]:
        """Zones in the order of the text; those of `hits` are not repeated."""
        found = [*self._bracketed(text, region), *self._pieces(text, region),
                 *((m.start(), m.end(), Place(m[0], "zone", parent=_above(region))) for m in _QUOTED.finditer(text))]
        taken = [(a, b) for a, b, _ in found]
        ends = {b: a for a, b, p in hits}
        regions, starts = {b for _, b, _ in hits}, [a for a, _, _ in hits]
        for start, end in self._places.zone_spans(text):
            if any(a <= start < b for a, b in taken) or _in_one(hits, starts, start, end):
                continue
            hit = self._one(text, start, end, ends, regions, region)
            if hit:
                found.append(hit)
                regions.add(hit[1])
        return sorted(found, key=lambda h: h[:2])

    def _one(self, text: str, start: int, end: int, ends: dict[int, int], regions: set[int],
             region: Place | None) -> Hit | None:
        """The zone whose kind stands at `start`-`end`: after a place, in a list with regions, or before 管委会."""
        middle = self._middle.search(text, max(0, start - _MAX_STEM), start)
        before = ends.get(middle.start() if middle else start, ends.get(start))
        if before is not None:
            place = self._places.find(text[before:end], region)
            return (before, end, place) if place and place.level == "zone" else None
        stem = _STEM.search(text, max(0, start - 9), start)
        at = start if not stem or _OWN.match(stem[0]) else stem.start()
        link = max((i for i in range(at, start) if text[i] in "和与及"), default=at - 1) + 1
        listed = bool(_LINK.search(text[max(0, link - 1):link])) and link - 1 in regions
        listed = listed or (link == start and self._pair.match(text, end) is not None)
        governed = bool(self._words["zones administration"].match(text, end) or self._governed.match(text, end))
        name = text[link:end]
        if not (listed or governed) or region is None or self._words["zones generic"].search(text[link:start]):
            return None
        if link == start and not (self._bare.search(name) and (listed or at == start)):
            return None
        place = self._places.find(name, region)
        return (link, end, place) if place and place.level == "zone" else None

    def _pieces(self, text: str, region: Place | None) -> Iterator[Hit]:
        """Parts of a free trade zone, in a paper that speaks of one: 自贸区福州片区, 福州自贸片区, 福州片区."""
        if "片区" not in text or not ("自贸" in text or "自由贸易" in text):
            return
        for match in near(_PIECE, _PIECES, text, 30, 0):
            own = [(match.start(), match["own"])] if match["zone"] else [
                (i, text[i:match.start()]) for i in (match.start() - 3, match.start() - 2)]
            start, city = next(((i, p) for i, n in own if (p := self._places.nearest(n, region))), (own[0][0], None))
            if (city or match["zone"]) and not self._words["zones administration"].match(text, match.end()):
                yield start, match.end(), Place(text[start:match.end()], "zone", parent=city.name if city else _above(region))

    def _bracketed(self, text: str, region: Place | None) -> Iterator[Hit]:
        """珠三角(江门)国家自主创新示范区: a place in the bracket, a place or a word of the table before it."""
        for match in _BRACKET.finditer(text):
            start = self._head_start(text, match.start())
            if start is not None and self._places.nearest(match["place"], region):
                name = text[start:match.end()]
                yield start, match.end(), self._places.nearest(name, region) or Place(
                    name, "zone", parent=_above(region))

    def _head_start(self, text: str, bracket: int) -> int | None:
        """Where the place or word before the bracket begins."""
        before = _HEAD.search(text, max(0, bracket - 4), bracket)
        if not before:
            return None
        if head := self._words["zones bracket_head"].search(before[0]):
            return before.start() + head.start()
        starts = range(before.start(), bracket - 1)
        return next((i for i in starts if self._places.nearest(text[i:bracket], None)), None)


def _in_one(hits: list[Hit], starts: list[int], start: int, end: int) -> bool:
    """Of hits in order, none inside another."""
    at = bisect_right(starts, start) - 1
    return at >= 0 and end <= hits[at][1]


def _above(region: Place | None) -> str | None:
    return region.name if region and region.level != "zone" else None
