"""Targets of running text: figures grouped by clause, each given its indicator, comparator and year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.annotations import Findings, TargetFact
from extract.document import Span
from extract.targets_figures import Figure, FigureFinder
from extract.targets_indicator import IndicatorFinder, on_basis
from extract.targets_judge import Judge
from extract.targets_sentence import Sentence, sentence_at
from extract.targets_words import load_words
from extract.targets_years import Calendar

_BETWEEN = re.compile(r"\s*(?:[、，,和与及]|以及|或)\s*")
_AT_LEAST = re.compile(r"(至少|不低于|不少于|不超过|最多|超过|突破)")
_LAYOUT = re.compile(r"\s+")
_MIN, _MAX = 2, 60
_THINGS = ("count", "people")


@dataclass(frozen=True, slots=True)
class Found:
    """One indicator for one figure, and the quote's span."""

    indicator: str
    figure: Figure
    start: int
    end: int
    rule: str


class Prose:
    """Reads the figures of one paper's running text."""

    def __init__(self) -> None:
        words = load_words()
        self._finder = FigureFinder(words)
        self._indicators = IndicatorFinder(words)
        self._judge = Judge(words)
        self._goals = re.compile(words.source("goal_headings"))
        self._ops = words.before
        self._bare = re.compile(words.source("bare_heads") + "$")
        self._aims = re.compile(words.source("aims"))

    def read(self, found: Findings, taken: list[Span]) -> list[TargetFact]:
        """Targets outside the `taken` spans (tables); what is rejected goes to the ledger."""
        text = found.document.text
        calendar = Calendar(text, found.outline, self._goals)
        facts: list[TargetFact] = []
        for sentence, figures in self._by_sentence(text, taken):
            for group in _groups(text, figures, sentence):
                facts += self._group(found, sentence, figures, group, calendar)
        return facts

    def _by_sentence(self, text: str, taken: list[Span]) -> Iterable[tuple[Sentence, list[Figure]]]:
        sentence: Sentence | None = None
        figures: list[Figure] = []
        for figure in self._finder.figures(text, 0, len(text)):
            if any(a <= figure.number < b for a, b in taken) or _is_date(figure):
                continue
            if sentence is None or figure.number >= sentence.end:
                if sentence and figures:
                    yield sentence, figures
                sentence, figures = sentence_at(text, figure.number), []
            figures.append(figure)
        if sentence and figures:
            yield sentence, figures

    def _group(self, found: Findings, sentence: Sentence, figures: list[Figure], group: list[Figure],
               calendar: Calendar) -> list[TargetFact]:
        text, facts = found.document.text, []
        hits = list(self._found(text, sentence, figures, group))
        named = {h.figure.number for h in hits}
        for figure in group:
            if figure.number not in named and figure.kind not in ("time", "bare"):
                found.leave(figure.number, figure.end, "targets", "no indicator and verb of aim beside it")
        for hit in hits:
            year = calendar.year(hit.figure.number, sentence.start)
            reason = self._judge.reason(text, sentence, hit.figure, calendar, year) or self._weak(hit, sentence, calendar, year)
            if reason:
                if hit.figure.kind not in ("time", "bare"):
                    found.leave(hit.figure.number, hit.figure.end, "targets", reason)
                continue
            figure = hit.figure
            yearly = re.search("每年", sentence.masked(*sentence.clause(figure.number)))
            facts.append(TargetFact(hit.indicator, figure.op or "=", figure.value, figure.unit, hit.start, hit.end,
                                    f"targets:{hit.rule}", figure.value_max, None if yearly else year))
        return facts

    def _weak(self, hit: Found, sentence: Sentence, calendar: Calendar, year: int | None) -> str | None:
        """A plain figure far from goals, with no word of aim, is a description."""
        words = sentence.masked(*sentence.clause(hit.figure.number))
        if hit.figure.kind == "bare" and not self._bare.search(hit.indicator):
            return "a bare number without a measure"
        if hit.rule == "stated" and not (year or calendar.in_goals(hit.figure.number) or self._aims.search(words) or hit.figure.op):
            return "no word of aim"
        return None

    def _found(self, text: str, sentence: Sentence, figures: list[Figure], group: list[Figure]) -> Iterable[Found]:
        """Indicator and figure pairs of one group."""
        first = group[0]
        clause = sentence.clause(first.number)
        before = [f.end for f in figures if f.end <= first.start and f.end > clause[0]]
        start = max([clause[0], *before])
        if len(group) > 1:
            yield from self._listed(text, sentence, (start, first.start), group)
        else:
            yield from self._single(text, sentence, figures, first, (start, first.start), clause)

    def _listed(self, text: str, sentence: Sentence, left: Span, group: list[Figure]) -> Iterable[Found]:
        """"A、B分别达94%、92%": as many indicators as figures."""
        span = self._indicators.left(sentence, *left, counted=False)
        parts = self._indicators.split(sentence, span, len(group))
        if parts:
            names = self._indicators.shared(text, parts)
            for name, part, figure in zip(names, parts, group, strict=True):
                yield Found(_clean(name), _spread(figure, group), part[0], figure.end, "listed")

    def _single(self, text: str, sentence: Sentence, figures: list[Figure], figure: Figure, left: Span,
                clause: Span) -> Iterable[Found]:
        following = [f.start for f in figures if f.start >= figure.end]
        right_end = min([clause[1], *following])
        things = figure.kind in _THINGS
        right = self._indicators.right(sentence, figure.end, clause[1]) if things else (figure.end, figure.end)
        changed = None if things and right[1] - right[0] >= _MIN else self._indicators.change(sentence, *left)
        if changed:
            yield from self._changed(text, sentence, figure, (left[0], changed[1]), changed[0])
            return
        span = self._indicators.left(sentence, *left, counted=things)
        compared = figure.start < figure.number
        if things and right[1] - right[0] >= _MIN and (span[1] - span[0] < _MIN or self._indicators.ends_in_verb(sentence, *left)):
            if span[0] > left[0] or compared:
                yield Found(_clean(text[right[0]:right[1]]), figure, min(figure.start, right[0]), right[1], "counted")
            elif became := self._indicators.became(sentence, *right) or self._indicators.became(sentence, figure.end, clause[1]):
                yield Found(_clean(text[became[0]:became[1]]), figure, figure.start, became[1], "became")
            return
        if span[1] - span[0] < _MIN:
            return
        yield from self._stated(text, sentence, figure, span, bool(re.search("均|都", sentence.masked(span[1], figure.start))))

    def _changed(self, text: str, sentence: Sentence, figure: Figure, left: Span, change: str) -> Iterable[Found]:
        span = self._indicators.left(sentence, *left, counted=False)
        name = on_basis(_clean(text[span[0]:span[1]]))
        if len(name) < _MIN:
            return
        words = sentence.masked(span[1], figure.number)
        bound = _AT_LEAST.search(words)
        op = self._ops[bound[1]] if bound else figure.op
        yield Found(name + change, replace(figure, op=op), span[0], figure.end, "changed")

    def _stated(self, text: str, sentence: Sentence, figure: Figure, span: Span, each: bool) -> Iterable[Found]:
        parts = self._indicators.split(sentence, span, None)
        if parts:
            for part in parts:
                yield Found(_clean(text[part[0]:part[1]]), figure, part[0], figure.end, "each")
            return
        name = _clean(text[span[0]:span[1]])
        if self._indicators.lone_head(name):
            name, span = self._with_owner(text, sentence, name, span)
        if len(name) <= _MAX:
            yield Found(name, figure, span[0], figure.end, "stated")

    def _with_owner(self, text: str, sentence: Sentence, name: str, span: Span) -> tuple[str, Span]:
        """"建立企业质量信用档案,建档率达到80%": the thing named in the clause before owns the measure."""
        clause = sentence.clause(span[0])
        if clause[0] <= sentence.start:
            return name, span
        owner = self._indicators.left(sentence, *sentence.clause(clause[0] - 2), counted=True)
        thing = _clean(text[owner[0]:owner[1]])
        return (thing + name, (owner[0], span[1])) if _MIN <= len(thing) <= 20 else (name, span)


def _groups(text: str, figures: list[Figure], sentence: Sentence) -> Iterable[list[Figure]]:
    """Runs of figures with nothing but 、 or 和 between them."""
    run: list[Figure] = []
    for figure in figures:
        if run and _BETWEEN.fullmatch(text, run[-1].end, figure.start):
            run.append(figure)
            continue
        if run:
            yield run
        run = [figure]
    if run:
        yield run


def _spread(figure: Figure, group: list[Figure]) -> Figure:
    """A comparator printed once holds for the whole list: before the first, or 以上 behind the last."""
    op = figure.op or group[0].op or group[-1].op
    if figure.op == "=" or figure.op is None:
        op = group[-1].op if group[-1].op in (">=", "<=") and group[-1].end != group[-1].number else op
    if group[0].op not in (None, "=") and figure.op is None:
        op = group[0].op
    return replace(figure, op=op)


def _is_date(figure: Figure) -> bool:
    return figure.unit in ("年", "月", "日") and figure.op is None or (figure.unit == "年" and figure.value > 1900)


def _clean(text: str) -> str:
    return _LAYOUT.sub("", text).strip("“”\"、，,；;：:。")
