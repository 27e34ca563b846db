"""Towns and streets that a city's or county's paper names (在中童镇、邓埠街道购房); no table holds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.annotations import Place
from extract.near import marks, spots
from extract.places import Hit

_LEVELS = frozenset({"prefecture", "county", "zone"})


class TownReader:
    """Finds them by their kind, behind a preposition, in a list, or behind the region they lie in."""

    def __init__(self, words: dict[str, re.Pattern[str]]) -> None:
        self._led, self._after = words["towns led"], words["towns not_before"]
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

    def _names(self, text: str, start: int, kind: int, end: int, ends: set[int]) -> bool:
        if start < 0 or not self._stem.fullmatch(text, start, kind) or self._after.match(text, end):
            return False
        led = start in ends or self._led.search(text, max(0, start - 3), start)
        return bool(led) and not self._generic.search(text[start:kind])
