"""Towns and streets that a city's or county's paper names (在中童镇、邓埠街道购房); no table holds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.annotations import Place
from extract.places import Hit

_LEVELS = frozenset({"prefecture", "county", "zone"})


class TownReader:
    """Finds them by their kind, behind a preposition, in a list, or behind the region they lie in."""

    def __init__(self, words: dict[str, re.Pattern[str]]) -> None:
        self._kind, self._led, self._after = (words[f"towns {w}"] for w in ("kind", "led", "not_before"))
        self._stem, self._generic = re.compile("[一-龥]+"), words["towns generic"]

    def read(self, text: str, hits: list[Hit], region: Place | None) -> Iterator[Hit]:
        """Towns in the order of the text, each in the paper's own region."""
        if region is None or region.level not in _LEVELS:
            return
        ends = {end for _, end, _ in hits}
        for kind in self._kind.finditer(text):
            for start in (kind.start() - 2, kind.start() - 3):
                if self._names(text, start, kind, ends):
                    ends.add(kind.end() + 1)  # the next of a list stands behind the comma
                    yield start, kind.end(), Place(text[start:kind.end()], "township", parent=region.name)
                    break

    def _names(self, text: str, start: int, kind: re.Match[str], ends: set[int]) -> bool:
        if start < 0 or not self._stem.fullmatch(text, start, kind.start()) or self._after.match(text, kind.end()):
            return False
        led = start in ends or self._led.search(text, max(0, start - 3), start)
        return bool(led) and not self._generic.search(text[start:kind.start()])
