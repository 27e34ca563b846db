"""Which indicator belongs to which figure: by where the noun stands in the clause and what joins the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_here import THINGS, Found, Here
from extract.targets_indicator import IndicatorFinder, clean, on_basis
from extract.targets_words import Words, one_of

_JOINT = re.compile(r"[、，,和与及或\s]*")
_EACH = re.compile("均|都")
_DANGLING = re.compile("[和及与、]$")
_AGAIN = ("、", "和", "及")
_UNDONE = re.compile("(?:进行|开展|按|按照|以|对|给予|其|的|拿出|安排|包括|涉及)$")
_PART = re.compile("[^、和与及]{4,}")
_BUILDING, _SHORT = "建设", 4
_COMPARES = re.compile("^[较比]|[较比](?:上|去)|同比")
_SHARE = re.compile("占[\\d\\s]")
_OPENING = ("（", "(")
_LENDING = re.compile("利率|融资成本")
_CELL = re.compile(r"\s*(?:\d{1,2}[.．、])?\s*([^\t\n。；]{3,40}?)\s*$")
_AMOUNTS = ("count", "people", "size", "money")
_MIN, _TOPIC, _MAX = 2, 24, 60


class Pairer:
    """Pairs figures with indicators."""

    def __init__(self, words: Words) -> None:
        self._indicators = IndicatorFinder(words)
        self._ops = words.before
        bounds = one_of(w for w, op in words.before.items() if op != "=")
        self._bound = re.compile(f"({bounds})")
        self._urging = re.compile(f"{words.source('urging')}$")
        self._bound_verb = re.compile(f"({bounds}){words.source('verbs')}$")

    def pairs(self, here: Here, group: list[Figure]) -> Iterator[Found]:
        """Indicator and figure pairs of a run of figures that only 、 or 和 part."""
        left = here.left_of(group[0])
        if len(group) > 1:
            listed = list(self._listed(here, left, group))
            yield from listed or self._apart(here, group)
            return
        figure = group[0]
        right = self._right(here, figure)
        if right and (pair := self._counted(here, figure, left, right)):
            here.consumed, here.verb = pair.end, pair.verb
            yield pair
            return
        changed = self._indicators.change(here.sentence, *left)
        if changed and not (figure.kind in THINGS and changed[0] == "增加"):
            yield from self._changed(here, figure, left[0], *changed)
        else:
            yield from self._stated(here, figure, (left[0], changed[1]) if changed else left, bool(changed))

    def _apart(self, here: Here, group: list[Figure]) -> Iterator[Found]:
        """Figures that no list of indicators serves, with a comma between them ("X 425万亩以上，占56%"), or the last
        with a noun of its own behind it ("支持X 50个左右、2000名以上Y")."""
        own = group[-1].kind in THINGS and bool(self._right(here, group[-1]))
        if own or any(c in here.text[group[0].end:group[-1].start] for c in "，,"):
            for figure in group:
                yield from self.pairs(here, [figure])

    def _listed(self, here: Here, left: Span, group: list[Figure]) -> Iterator[Found]:
        """"A、B分别达94%、92%": as many indicators as figures."""
        changed = self._indicators.change(here.sentence, *left)
        change, end = changed or ("", left[1])
        span, _ = self._indicators.left(here.sentence, left[0], end, counted=False)
        parts = self._indicators.split(here.sentence, span, len(group))
        if parts:
            names = self._indicators.shared(here.text, parts)
            for name, part, figure in zip(names, parts, group, strict=True):
                owner = here.last if name.startswith("占") else ""
                said = _spread(figure, group)
                yield Found(owner + clean(name) + change, said, part[0], figure.end, "listed", here.aimed)

    def _right(self, here: Here, figure: Figure) -> Span | None:
        """The noun phrase on the right of a count, or of a share ("96%以上的政务服务事项网上可办")."""
        if figure.kind == "money" or (figure.kind == "size" and figure.op in ("<=", "<")):
            return None
        if figure.kind not in _AMOUNTS and not (here.text.startswith("的", figure.end) or figure.op == ">="):
            return None
        if here.text[figure.end:figure.end + 1] in _OPENING:
            return None
        stretch = here.right_of(figure)
        followed = any(f.start == stretch[1] for f in here.figures)
        span = self._indicators.right(here.sentence, *stretch, figure.kind not in THINGS, followed)
        return span if span[1] - span[0] >= _MIN else None

    def _counted(self, here: Here, figure: Figure, left: Span, right: Span) -> Found | None:
        """"培育2个X", "不少于2个X", "2个X、8个Y"; "7个县(市、区)全部创建X" counts what they become."""
        sentence = here.sentence
        span, verb = self._indicators.left(sentence, *left, counted=True)
        bare = span[1] - span[0] < _MIN or (figure.kind in THINGS and bool(_DANGLING.search(sentence.masked(*left))))
        ends_in_verb = self._indicators.ends_in_verb(sentence, *left)
        runs_on = figure.kind in THINGS
        if not bare and not runs_on and (not ends_in_verb or figure.kind not in THINGS):
            return None
        verb = verb or ends_in_verb or (bare and self._indicators.achieved(sentence, *here.right_of(figure)))
        if figure.kind not in THINGS and not (verb or figure.kind == "percent"):
            return None
        clause = sentence.clause(figure.number)
        carried = runs_on and self._indicators.carried(sentence, clause[0], figure.number, clause[1])
        name = clean(here.text[right[0]:right[1]])
        if carried and name.endswith(_BUILDING) and len(name) > _SHORT:
            name = name.removesuffix(_BUILDING)
        if self._indicators.only_doing(name):
            topic = self._topic(here, figure, True)
            name = clean(here.text[slice(*topic)]) if topic else name
        if figure.op is None and (bound := self._bound_verb.search(sentence.masked(*left))):
            figure = replace(figure, op=self._ops[bound[1]])
        became = self._indicators.became(sentence, *here.right_of(figure)) if not (verb or ends_in_verb) else None
        if became:
            return Found(clean(here.text[slice(*became)]), figure, figure.start, became[1], "became", True)
        again = here.verb and here.consumed == left[0] and bool(_JOINT.fullmatch(sentence.masked(*left)))
        made = (verb and bare) or ends_in_verb or again
        if made or figure.start < figure.number or (bare and figure.op in (">=", "range")):
            return Found(name, figure, figure.start, right[1], "counted", made or (bare and here.aimed))
        attribute = figure.op == ">=" and here.text.startswith("的", figure.end)
        urged = figure.unit in ("家", "户") and self._urging.search(sentence.masked(*left))
        making = bool(urged) or carried or self._indicators.makes(sentence, *left)
        described = making or bare or len(re.split("[、和及]", sentence.masked(*left))) != figure.value
        return None if attribute or not described else Found(name, figure, figure.start, right[1], "described", making)

    def _changed(self, here: Here, figure: Figure, start: int, change: str, end: int) -> Iterator[Found]:
        """"小微企业信贷增长20%": the change is part of what is measured."""
        span, _ = self._indicators.left(here.sentence, start, end, counted=False)
        printed = clean(here.text[slice(*span)])
        name = on_basis(printed)
        bound = self._bound.search(here.sentence.masked(span[1], figure.number))
        op = self._ops[bound[1]] if bound and figure.op in (None, "=") else figure.op
        if not name and figure.start - start < 12:
            name = re.sub(f"{change}$", "", here.last)
        lending = name != printed and figure.kind == "percent" and bool(_LENDING.search(name))
        if len(name) >= _MIN:
            yield Found(name + change, replace(figure, op=op), span[0], figure.end, "changed", lending=lending)

    def _stated(self, here: Here, figure: Figure, left: Span, grown: bool) -> Iterator[Found]:
        """"X达到94%", "培育X 40家以上", "A和B均达到95%"; `grown`: 增加 was printed behind X."""
        sentence = here.sentence
        amount = figure.kind in _AMOUNTS
        span, verb = self._indicators.left(sentence, *left, counted=amount)
        if span[1] - span[0] < _MIN:
            yield from self._unnamed(here, figure, left, verb or self._indicators.has_verb(sentence, *left))
            return
        each = bool(_EACH.search(sentence.masked(span[1], figure.start)))
        parts = self._indicators.split(sentence, span, None, each=each, share=figure.kind == "percent") or [span]
        names = self._indicators.shared(here.text, parts) if len(parts) > 1 else [here.text[slice(*span)]]
        for name, part in zip(map(clean, names), parts, strict=True):
            if name.startswith("占") and here.last:
                name = here.last + name
            elif name and self._indicators.lone_head(name):
                name, part = self._with_owner(here, name, part)
            if _MIN <= len(name) <= _MAX and not _UNDONE.search(name):
                yield Found(name, figure, part[0], figure.end, "stated", verb or grown or (amount and here.aimed))

    def _unnamed(self, here: Here, figure: Figure, left: Span, verb: bool) -> Iterator[Found]:
        """"稳定在650亿公斤以上、力争达到700亿公斤": the same measure again; "新开工改造75万户" names only a doing."""
        start = left[0] + len(_JOINT.match(here.text, left[0], left[1])[0])  # type: ignore[index]
        if topic := self._topic(here, figure, verb):
            yield Found(clean(here.text[slice(*topic)]), figure, topic[0], figure.end, "topic", verb)
            return
        if verb:
            doing, _ = self._indicators.left(here.sentence, *left, counted=False)
            name = clean(here.text[slice(*doing)])
            if len(name) >= _MIN:
                thing = here.last if here.last_unit == figure.unit and self._indicators.is_verb(name) else ""
                yield Found(name + thing, figure, doing[0], figure.end, "doing")
                return
        if not here.last and figure.start < figure.number and (cell := self._cell_before(here, figure)):
            yield Found(clean(here.text[slice(*cell)]), figure, cell[0], figure.end, "cell", True)
        elif _SHARE.match(here.text, figure.start):
            return
        elif here.last and (verb or figure.start < figure.number) and here.text[left[0] - 1:left[0]] not in "；;。":
            yield Found(here.last, figure, start, figure.end, "again")

    def _topic(self, here: Here, figure: Figure, verb: bool) -> Span | None:
        """What the clause before is about ("居家适老化改造,力争每年改造2.5万户", "X比例,原则上控制在15%以内")."""
        start = here.sentence.clause(figure.number)[0]
        if start <= here.sentence.start or not (verb or figure.start < figure.number or figure.kind == "none"):
            return None
        if here.text[start - 1] not in "，," or here.consumed >= start - 1:
            return None
        before = here.sentence.clause(start - 2)
        if any(before[0] <= f.number < before[1] for f in here.figures):
            return None
        span = self._indicators.topic(here.sentence, *before)
        done = here.text[start:figure.start]
        for match in _PART.finditer(here.text, *span):
            if match[0][-2:] in done:
                return match.span()
        fits = _MIN < span[1] - span[0] <= _TOPIC and not _COMPARES.search(here.text[slice(*span)])
        return span if fits else None

    def _cell_before(self, here: Here, figure: Figure) -> Span | None:
        """In a table line, the measure that the cell on the left names ("签约服务覆盖率<tab>2023年达到80%")."""
        tab = here.text.rfind("\t", here.text.rfind("\n", 0, figure.start) + 1, figure.start)
        start = max(here.text.rfind("\t", 0, max(tab, 0)), here.text.rfind("\n", 0, max(tab, 0))) + 1
        match = _CELL.match(here.text, start, tab) if tab > 0 else None
        return match.span(1) if match and self._indicators.is_measure(match[1]) else None

    def _with_owner(self, here: Here, name: str, span: Span) -> tuple[str, Span]:
        """"建立企业质量信用档案,建档率达到80%": the thing named in the clause before owns the measure, or what
        the last measure was of ("计量器具配备率达到100%,受检率达到98%")."""
        clause = here.sentence.clause(span[0])
        joined = here.text[span[0] - 1:span[0]] in _AGAIN and any(f.end == span[0] - 1 for f in here.figures)
        if joined and (bearer := self._indicators.bearer(here.last)):
            return bearer + name, span
        if clause[0] <= here.sentence.start:
            return name, span
        if stem := self._indicators.stem(here.last):
            return stem + name, span
        owner, _ = self._indicators.left(here.sentence, *here.sentence.clause(clause[0] - 2), counted=True)
        thing = clean(here.text[slice(*owner)])
        fits = _MIN <= len(thing) <= 20 and not any(owner[0] <= f.number < owner[1] for f in here.figures)
        if fits:
            return thing + name, (owner[0], span[1])
        return here.last + name, span


def _spread(figure: Figure, group: list[Figure]) -> Figure:
    """A comparator printed once holds for the whole list: 不低于 before the first, or 以上 behind the last."""
    for op in (figure.op, group[0].op, group[-1].op):
        if op not in (None, "="):
            return replace(figure, op=op)
    return figure
