"""Targets of running text: figures sentence by sentence, each judged and dated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.annotations import Findings, Head, TargetFact
from extract.document import Span
from extract.targets_figures import Figure, FigureFinder
from extract.targets_heading import Titled
from extract.targets_here import Found, Here, groups, take_bases, without_attributes
from extract.targets_judge import PERIOD, Judge
from extract.targets_pairs import Pairer
from extract.targets_sentence import sentence_at
from extract.targets_series import series
from extract.targets_words import load_words
from extract.targets_years import Calendar

_PLAIN_TIMES = ("年", "月", "日", "天", "小时", "分钟", "秒", "岁", "周岁")
_YEAR = re.compile(r"20\d\d")
_YEARLY = re.compile("每[两三]?年|每季度|每月|年均(?!浓度|气温|水平|值)")


class Prose:
    """Reads the figures of running text."""

    def __init__(self) -> None:
        words = load_words()
        self._finder = FigureFinder(words)
        self._pairer = Pairer(words)
        self._judge = Judge(words)
        self._titled = Titled.of(words)
        self._goals = re.compile(words.source("goal_headings"))

    def read(self, found: Findings, taken: list[Span]) -> list[TargetFact]:
        """Targets outside the `taken` spans (tables); what is rejected goes to the ledger."""
        text = found.document.text
        closed = [duty.end for duty in found.duties if duty.rule == "line"]
        calendar = Calendar(text, found.outline, self._goals, *_own_years(found.head), closed, (found.head.period or (None,))[0],
                            _dated_rows(found))
        titled = replace(self._titled)
        facts: list[TargetFact] = []
        for here in self._sentences(text, taken):
            self._narrow(found, here)
            for group in groups(text, here.figures):
                facts += self._facts(found, here, group, calendar, titled)
        return facts

    def _narrow(self, found: Findings, here: Here) -> None:
        """Leave a sentence with the figures that may be aims themselves."""
        printed = here.figures
        take_bases(here)
        here.series = series(here.text, here.sentence.start, here.sentence.end)
        here.figures = without_attributes(here.text, [f for f in here.figures if f.kind != "listed"])
        here.figures = [f for f in here.figures if here.series.get(f.number, ()) is not None]
        kept = {figure.number for figure in here.figures}
        for figure in printed:
            if figure.number not in kept:
                _leave(found, figure, "describes, lists or starts what is counted")

    def _sentences(self, text: str, taken: list[Span]) -> Iterator[Here]:
        here: Here | None = None
        for figure in self._finder.figures(text, 0, len(text)):
            if any(a <= figure.number < b for a, b in taken):
                continue
            if here is None or figure.number >= here.sentence.end:
                if here:
                    yield here
                here = Here(text, sentence_at(text, figure.number, here.sentence.end if here else 0), [])
            here.figures.append(figure)
        if here:
            yield here

    def _facts(self, found: Findings, here: Here, group: list[Figure], calendar: Calendar,
               titled: Titled) -> list[TargetFact]:
        group = self._possible(found, here, group)
        if not group:
            return []
        facts = []
        pairs = list(self._pairer.pairs(here, group))
        named = {p.figure.number for p in pairs}
        for figure in group:
            if figure.number not in named:
                _leave(found, figure, self._judge.reason_unnamed(here, figure))
        for pair in pairs:
            reason, year = self._judge.verdict(here, pair, calendar)
            if here.reached and reason and not here.last:
                here.last, here.last_unit = pair.indicator, pair.figure.unit
            if reason:
                _leave(found, pair.figure, reason)
                continue
            here.aimed, here.last, here.last_unit = True, pair.indicator, pair.figure.unit
            here.proved = pair.end
            facts.append(self._fact(here, titled.named(here, pair, calendar.chain(pair.figure.number)), pair.year or year))
        return facts

    def _possible(self, found: Findings, here: Here, group: list[Figure]) -> list[Figure]:
        """Those of a run that may be aims; the others go to the ledger."""
        if len(group) == 1 and self._judge.is_period(here, group[0]):
            _leave(found, group[0], PERIOD)
            return []
        possible = []
        for figure in group:
            if reason := self._judge.by_itself(here, figure):
                _leave(found, figure, reason)
            else:
                possible.append(figure)
        return possible

    def _fact(self, here: Here, pair: Found, year: int | None) -> TargetFact:
        figure = pair.figure
        base = here.bases.get(figure.number)
        yearly = _YEARLY.search(here.clause_words(figure))
        return TargetFact(
            pair.indicator, figure.op or "=", figure.value, figure.unit, pair.start, pair.end, f"targets:{pair.rule}",
            value_max=figure.value_max, year=None if yearly else year,
            baseline=base.value if base else None, baseline_year=base.year if base else None)



def _leave(found: Findings, figure: Figure, reason: str) -> None:
    """Bare numbers and plain times are everywhere; figures with another unit are worth a line of the ledger."""
    if figure.kind != "bare" and figure.unit not in _PLAIN_TIMES:
        found.leave(figure.number, figure.end, "targets", reason)


def _dated_rows(found: Findings) -> list[tuple[int, int, int]]:
    """The rows of tables of tasks that name a year until which they are to be done."""
    rows = {duty.task for duty in found.duties if duty.rule == "table"}
    dated = ((found.tasks[i], _YEAR.search(found.tasks[i].deadline or "")) for i in sorted(rows))
    return [(task.start, task.end, int(year[0])) for task, year in dated if year]


def _own_years(head: Head) -> tuple[int | None, int | None]:
    """The year of a plan for one year, and the year of issue."""
    first, last = head.period or (None, None)
    return first if first == last else None, int(head.issued_on[:4]) if head.issued_on else None
