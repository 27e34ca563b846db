"""Towns and streets that a city's or county's paper names (在中童镇、邓埠街道购房); no table holds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.annotations import Place
from extract.near import marks, near, spots
from extract.places import Hit

_NAMED = re.compile("[一-龥]{2,4}街道|[一-龥]{2,3}[镇乡]")
_AMONG_BODIES = re.compile("、$|(?:单位|部门)[:：]$")
_LISTED, _LONGEST = marks("镇[、和及]", "街道[、和及]", "乡[、和及]"), 140
_LEVELS = frozenset({"prefecture", "county", "zone"})


class TownReader:
    """Finds them by their kind, behind a preposition, in a list, or behind the region they lie in."""

    def __init__(self, words: dict[str, re.Pattern[str]]) -> None:
        self._led, self._after = words["towns led"], words["towns not_before"]
        self._listed, self._before, self._generic_listed = (words[f"towns {w}"] for w in ("listed", "before_list", "generic_listed"))
        self._kinds = marks(*words["towns kind"].pattern.split("|"))
        self._stem, self._generic = re.compile("[一-龥]+"), words["towns generic"]

    def read(self, text: str, hits: list[Hit], region: Place | None) -> Iterator[Hit]:
        """Towns in the order of the text, each in the paper's own region."""
        if region is None or region.level not in _LEVELS:
            return
        ends = {end for _, end, _ in hits}
        for kind, end in spots(self._kinds, text, 0, len(text)):
            for start in (kind - 2, kind - 3):
                if self._names(text, start, kind, end, ends):
                    ends.add(end + 1)  # the next of a list stands behind the comma
                    yield start, end, Place(text[start:end], "township", parent=region.name)
                    break

    def lists(self, text: str, region: Place | None) -> Iterator[Hit]:
        """Towns listed one behind the other, in order (支持西坪街道、白石镇、古岭镇建设…)."""
        if region is None or region.level not in _LEVELS:
            return
        for run in near(self._listed, _LISTED, text, 5, _LONGEST):
            start, end = run.span()
            if self._after.match(text, end) or _AMONG_BODIES.search(text, max(0, start - 4), start):
                continue
            first = text.find("、", start, end) if "、" in run[0] else end
            opens = (at for at in (start + 2, start + 1, start) if self._before.search(text, max(0, at - 3), at))
            start = next((at for at in opens if _NAMED.fullmatch(text, at, first)), first + 1)
            for name in _NAMED.finditer(text, start, end):
                if not self._generic_listed.search(name[0].rstrip("街道镇乡")):
                    yield name.start(), name.end(), Place(name[0], "township", parent=region.name)

    def _names(self, text: str, start: int, kind: int, end: int, ends: set[int]) -> bool:
        if start < 0 or not self._stem.fullmatch(text, start, kind) or self._after.match(text, end):
            return False
        led = start in ends or self._led.search(text, max(0, start - 3), start)
        return bool(led) and not self._generic.search(text[start:kind])
