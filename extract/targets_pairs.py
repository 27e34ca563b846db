"""Which indicator belongs to which figure: by where the noun stands in the clause and what joins the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Span
from extract.targets_apiece import Apiece
from extract.targets_counted import Counted
from extract.targets_figures import Figure
from extract.targets_here import AMOUNTS, THINGS, Found, Here
from extract.targets_indicator import IndicatorFinder, clean, on_basis
from extract.targets_measures import Measures
from extract.targets_owners import Owners
from extract.targets_within import Within
from extract.targets_words import Words, one_of

_JOINT = re.compile(r"[、，,和与及或\s]*")
_EACH = re.compile("均|都")
_UNDONE = re.compile("(?:进行|开展|按|按照|以|对|给予|其|的|拿出|安排|包括|涉及)$")
_SOME = ("一批", "若干", "一些")
_SHARE = re.compile("占[\\d\\s]")
_LENDING = re.compile("利率|融资成本")
_AGAINST = re.compile("[比较](?:20\\d\\d年|上年|去年)")
"""A cut against a year before ("融资成本较2019年下降50个基点")."""
_YEAR = re.compile(r"20\d\d")
_END = "年?[底末]?"
_YEARS = re.compile(
    rf"(?P<list>(?:{_YEAR.pattern}{_END}[、和及]){{1,6}}{_YEAR.pattern}年{_END})(?:[，,]?[^，,。；;]{{2,30}}?)?(?:分别|依次)")
"""Years of which each has a figure of its own."""
_RATES = ("percent", "score")
_PORTIONS = ("percent", "ratio")
"""What may be told of a whole ("护理型床位不低于总床位的60%")."""
_PORTION, _AT_LEAST = "其中", "至少"
_MIN, _MAX = 2, 60


class Pairer:
    """Pairs figures with indicators."""

    def __init__(self, words: Words) -> None:
        self._indicators, self._measures = IndicatorFinder(words), Measures(words)
        self._owners = Owners(words, self._indicators, self._measures)
        self._apiece = Apiece(words, self._indicators, self._measures)
        self._counted = Counted(words, self._indicators, self._owners)
        self._within = Within(words, self._indicators)
        self._ops, self._plain = words.before, frozenset(words.lists["plain_things"])
        bounds = one_of(w for w, op in words.before.items() if op != "=")
        self._bound = re.compile(f"({bounds})")
        self._of_whole = re.compile(f"(?:原则上|均|应)*({bounds})[^，的]{{2,12}}的$")

    def pairs(self, here: Here, group: list[Figure]) -> Iterator[Found]:
        """Indicator and figure pairs of a run of figures that only 、 or 和 part."""
        left = here.left_of(group[0])
        if len(group) > 1:
            listed = list(self._listed(here, left, group))
            yield from listed or self._apart(here, group)
            return
        figure = group[0]
        if said := here.series.get(figure.number):
            made = here.verb or self._indicators.ends_in_verb(here.sentence, *left)
            here.verb = made
            yield Found(clean(said[0]), figure, figure.start, said[1], "series", made)
            return
        right = self._counted.right(here, figure)
        if right and (pair := self._counted.pair(here, figure, left, right)):
            here.consumed, here.noun, here.verb = pair.end, clean(here.text[slice(*right)]), pair.verb
            yield pair
            return
        if apiece := self._apiece.parts(here, figure, left):
            for name, part in apiece:
                yield Found(clean(name), figure, part[0], figure.end, "apiece", True)
            return
        if within := self._within.pair(here, figure, left):
            yield within
            return
        changed = self._indicators.change(here.sentence, *left)
        if changed and not (figure.kind in THINGS and changed[0] == "增加"):
            yield from self._changed(here, figure, left[0], *changed)
        else:
            yield from self._stated(here, figure, (left[0], changed[1]) if changed else left, bool(changed))

    def _apart(self, here: Here, group: list[Figure]) -> Iterator[Found]:
        """Figures that no list of indicators serves, with a comma between them ("X 425万亩以上，占56%"), or the last
        with a noun of its own behind it ("支持X 50个左右、2000名以上Y")."""
        own = group[-1].kind in THINGS and bool(self._counted.right(here, group[-1]))
        if own or any(c in here.text[group[0].end:group[-1].start] for c in "，,"):
            for figure in group:
                for pair in self.pairs(here, [figure]):
                    yield pair
                    here.last, here.last_unit = pair.indicator, pair.figure.unit

    def _listed(self, here: Here, left: Span, group: list[Figure]) -> Iterator[Found]:
        """"A、B分别达94%、92%": as many indicators as figures, or as many years of one ("A2031年、2032年分别达94%、95%")."""
        if by_year := list(self._by_year(here, left, group)):
            yield from by_year
            return
        changed = self._indicators.change(here.sentence, *left)
        change, end = changed or ("", left[1])
        span, made = self._indicators.left(here.sentence, left[0], end, counted=group[0].kind in THINGS)
        parts = self._measures.split(here.sentence, span, len(group))
        if parts:
            names = self._measures.of_stem(self._measures.shared(here.text, parts))
            for name, part, figure in zip(names, parts, group, strict=True):
                owner = here.last if name.startswith("占") else ""
                said = _spread(figure, group)
                yield Found(owner + clean(name) + change, said, part[0], figure.end, "listed", made or here.aimed)

    def _by_year(self, here: Here, left: Span, group: list[Figure]) -> Iterator[Found]:
        """The years stand between the indicator and the figures, or in the clause before the indicator."""
        said = _YEARS.search(here.text, here.sentence.start, left[1])
        years = [int(y) for y in _YEAR.findall(said[1])] if said else []
        if said is None or len(years) != len(group):
            return
        before = (left[0], said.start()) if said.start() > left[0] else (max(left[0], said.end("list")), left[1])
        span, _ = self._indicators.left(here.sentence, *before, counted=False)
        name = clean(here.text[slice(*span)])
        if self._measures.split(here.sentence, span, len(group)):
            return
        for year, figure in zip(years, group, strict=True):
            if len(name) >= _MIN:
                yield Found(name, _spread(figure, group), span[0], figure.end, "listed", True, year=year)

    def _changed(self, here: Here, figure: Figure, start: int, change: str, end: int) -> Iterator[Found]:
        """"小微企业信贷增长20%": the change is part of what is measured."""
        span, _ = self._indicators.left(here.sentence, start, end, counted=False)
        printed = clean(here.text[slice(*span)])
        name = on_basis(printed)
        bound = self._bound.search(here.sentence.masked(span[1], figure.number))
        op = self._ops[bound[1]] if bound and figure.op in (None, "=") else figure.op
        if not name and figure.start - start < 12:
            name = re.sub(f"{change}$", "", here.last)
        against = name != printed or _AGAINST.search(here.sentence.masked(span[0], figure.number))
        lending = bool(against) and figure.kind == "percent" and bool(_LENDING.search(name))
        if len(name) >= _MIN:
            yield Found(name + change, figure._replace(op=op), span[0], figure.end, "changed", lending=lending)

    def _stated(self, here: Here, figure: Figure, left: Span, grown: bool) -> Iterator[Found]:
        """"X达到94%", "培育X 40家以上", "A和B均达到95%"; `grown`: 增加 was printed behind X."""
        sentence = here.sentence
        amount = figure.kind in AMOUNTS
        if whole := self._of_whole.search(sentence.masked(*left)) if figure.kind in _PORTIONS else None:
            left, figure = (left[0], left[0] + whole.start()), figure._replace(op=self._ops[whole[1]])
        span, verb = self._indicators.left(sentence, *left, counted=amount)
        if span[1] - span[0] < _MIN:
            yield from self._unnamed(here, figure, left, verb or self._indicators.has_verb(sentence, *left))
            return
        if figure.op in (None, "=") and _AT_LEAST in sentence.masked(left[0], span[0]):
            figure = figure._replace(op=">=")
        each = bool(_EACH.search(sentence.masked(span[1], figure.start)))
        if verb and here.text[slice(*span)] in self._plain:
            span, _ = self._indicators.left(sentence, *left, counted=False)
        parts = self._measures.split(sentence, span, None, each=each, share=figure.kind == "percent") or [span]
        names = self._measures.shared(here.text, parts) if len(parts) > 1 else [here.text[slice(*span)]]
        for name, part in zip(map(clean, names), parts, strict=True):
            name = self._measures.of_size(self._measures.of_level(name, here.last), here.last)
            if figure.kind in _RATES and figure.unit == here.last_unit:
                name = self._measures.of_sister(name, here.last)
            if here.last and _PORTION in sentence.mask and _PORTION in sentence.masked(sentence.segment(figure.number)[0], part[0]):
                name = self._measures.of_portion(name, here.last)
            if name.startswith("占") and here.last:
                name = here.last + name
            elif name and self._measures.lone_head(name):
                name, part = self._owners.with_owner(here, name, part)
            name = name.removesuffix("等") if "、" in name else name
            does = self._owners.doing(here, figure, name) or (figure.end, figure.end)
            name += clean(here.text[slice(*does)])
            if _MIN <= len(name) <= _MAX and not name.startswith(_SOME) and not _UNDONE.search(name):
                yield Found(name, figure, part[0], does[1], "stated", verb or grown or (amount and here.aimed))

    def _unnamed(self, here: Here, figure: Figure, left: Span, verb: bool) -> Iterator[Found]:
        """"稳定在650亿公斤以上、力争达到700亿公斤": the same measure again; "新开工改造75万户" names only a doing."""
        joint = _JOINT.match(here.text, *left)
        start = joint.end() if joint else left[0]
        if topic := self._owners.topic(here, figure, verb):
            yield Found(clean(here.text[slice(*topic)]), figure, topic[0], figure.end, "topic", verb)
            return
        if verb:
            doing, _ = self._indicators.left(here.sentence, *left, counted=False)
            name = clean(here.text[slice(*doing)])
            if len(name) >= _MIN:
                thing = here.last if here.last_unit == figure.unit and self._indicators.is_verb(name) else ""
                yield Found(name + thing, figure, doing[0], figure.end, "doing")
                return
        if not here.last and figure.start < figure.number and (cell := self._owners.cell_before(here, figure)):
            yield Found(clean(here.text[slice(*cell)]), figure, cell[0], figure.end, "cell", True)
        elif _SHARE.match(here.text, figure.start):
            return
        elif here.last and (verb or figure.start < figure.number) and here.text[left[0] - 1:left[0]] not in "；;。":
            yield Found(self._again(here, figure), figure, start, figure.end, "again")

    def _again(self, here: Here, figure: Figure) -> str:
        """What was named last; where that was a change in points, what is reached is the measure itself ("合格率提高2个百
        分点，达到93%")."""
        level = (here.last_unit or "").endswith("百分点") and figure.kind == "percent" and figure.unit != here.last_unit
        return self._indicators.without_change(here.last) if level else here.last


def _spread(figure: Figure, group: list[Figure]) -> Figure:
    """A comparator printed once holds for the whole list: 不低于 before the first, or 以上 behind the last; so does the rest
    of a unit (4个、2个工作日)."""
    last = group[-1]
    if figure.unit and last.unit and last.unit != figure.unit and last.unit.startswith(figure.unit):
        figure = figure._replace(unit=last.unit, kind=last.kind)
    for op in (figure.op, group[0].op, group[-1].op):
        if op not in (None, "="):
            return figure._replace(op=op)
    return figure
