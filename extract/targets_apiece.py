"""Counts that each of several things has: "新签约、开工、投产项目各200个", "甲中心、乙中心各1家"."""

from __future__ import annotations

import re

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_here import THINGS, Here
from extract.targets_indicator import IndicatorFinder
from extract.targets_measures import Measures
from extract.targets_words import Words

_APIECE = re.compile("各(?:建[成设]?|设|有)?$")
_PLACE = re.compile("[一-龥]{1,4}?[省市县区州盟旗镇乡村]")
_MIN = 2


class Apiece:
    """Parts what stands before 各 and a count."""

    def __init__(self, words: Words, indicators: IndicatorFinder, measures: Measures) -> None:
        verb = f"新?{words.source('verbs')}"
        self._doings = re.compile(f"(?P<verbs>(?:{verb}[、和及与])+{verb})(?P<noun>[^、和及与，]{{2,12}})$")
        self._verb = re.compile(verb)
        self._indicators, self._measures = indicators, measures

    def parts(self, here: Here, figure: Figure, left: Span) -> list[tuple[str, Span]]:
        """The names and where they stand; none where 各 is not printed or one thing stands before it."""
        if figure.kind not in THINGS or "各" not in here.text[figure.start - 3:figure.start]:
            return []
        mask = here.sentence.masked(*left)
        mark = _APIECE.search(mask)
        if not mark:
            return []
        end = left[0] + mark.start()
        if doings := self._doings.search(mask, 0, mark.start()):
            start = left[0] + doings.start()
            return [(v[0] + doings["noun"], (start, end)) for v in self._verb.finditer(doings["verbs"])]
        span, _ = self._indicators.left(here.sentence, left[0], end, counted=True)
        parts = self._measures.listed(here.sentence, span)
        if len(parts) < _MIN or any(b - a < _MIN for a, b in parts):
            return []
        return list(zip(self._names(here, parts), parts, strict=True))

    def _names(self, here: Here, parts: list[Span]) -> list[str]:
        """With the head that only the last prints: a measure, a level's, or a place's ("甲镇、乙镇文化站")."""
        texts = [here.text[a:b] for a, b in parts]
        place = _PLACE.match(texts[-1])
        if place and all(_PLACE.fullmatch(t) for t in texts[:-1]):
            return [*(t + texts[-1][place.end():] for t in texts[:-1]), texts[-1]]
        return self._measures.shared(here.text, parts)
