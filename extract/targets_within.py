"""What an office is to do within so many days: its own time limit is a standard of service."""

from __future__ import annotations

import re

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_here import SOUGHT, Found, Here
from extract.targets_indicator import IndicatorFinder, clean
from extract.targets_words import Words

_SINCE = re.compile("(?:后|之日起|日起)(?:的|在)?$")
_SOUGHT = re.compile(f".*(?:{SOUGHT})在?")
_MIN = 2


class Within:
    """Reads "3个工作日内办理开工前审批手续", "7个工作日内公开"."""

    def __init__(self, words: Words, indicators: IndicatorFinder) -> None:
        self._indicators = indicators
        self._soon = words.lists["soon"]
        self._done = re.compile(f"(?:{words.source('done')}(?P<of>的)?(?P<what>[^，、]{{2,}}?)?|"
                                f"(?P<act>{words.source('acts')}[^，、]{{0,12}}?))(?:并[^，、]+|等?工作|到位)?$")
        self._office = re.compile(f"{words.source('offices')}(?:应当?|要|须)?在$")
        self._others = re.compile(words.source("others"))

    def pair(self, here: Here, figure: Figure, left: Span) -> Found | None:
        """What is to be done so soon, where no one else is told to; `left`: the words before the figure."""
        if figure.kind != "time" or figure.op != "<=" or not (figure.unit or "").endswith(self._soon):
            return None
        start, end = here.sentence.clause(figure.number)
        done = self._done.match(here.sentence.masked(figure.end, end))
        if not done or self._others.search(here.sentence.masked(start, figure.start)):
            return None
        if sought := _SOUGHT.match(here.text, *left):  # "资料齐全的情况下力争2个工作日内完成审批"
            left = sought.end(), left[1]
        span, _ = self._indicators.left(here.sentence, *left, counted=False)
        alone = span[1] - span[0] < _MIN or self._serves(here, left)
        part = "what" if done["what"] else "act"
        if not alone and not done[part]:
            return Found(clean(here.text[slice(*span)]), figure, span[0], end, "within", True)
        if not done[part] or not (alone or done["of"]):
            return None
        named, until = figure.end + done.start(part), figure.end + done.end(part)
        return Found(clean(here.text[named:until]), figure, figure.start, until, "within", True)

    def _serves(self, here: Here, left: Span) -> bool:
        """Whether an office or the day from which it counts stands before ("各部门在", "受理后")."""
        said = here.sentence.masked(*left)
        return bool(self._office.search(said) or _SINCE.search(said))
