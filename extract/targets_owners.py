"""Indicators that stand elsewhere in the sentence: the clause before names the thing, or the cell on the left does."""

from __future__ import annotations

import re

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_here import THINGS, Here
from extract.targets_indicator import IndicatorFinder, clean
from extract.targets_measures import Measures
from extract.targets_words import Words

_PART = re.compile("[^、和与及]{4,}")
_COMPARES = re.compile("^[较比]|[较比](?:上|去)|同比")
_CELL = re.compile(r"\s*(?:\d{1,2}[.．、])?\s*([^\t\n。；]{3,40}?)\s*$")
_DOING = re.compile("[一-龥]{0,4}")
_SUMS = ("投资", "总投资")
"""Measures that stand for themselves behind a comma ("验收水库80座，完成投资12亿元")."""
_AGAIN = ("、", "和", "及")
_MIN, _TOPIC, _OWNER = 2, 24, 20


class Owners:
    """Finds what a figure without a noun of its own is about."""

    def __init__(self, words: Words, indicators: IndicatorFinder, measures: Measures) -> None:
        self._predicate = re.compile(f"(?:全部|均|都|全面|基本|普遍)*{words.source('predicates')}")
        self._does = re.compile(f"(?:全部|均|都|全面|基本|普遍)*(?:{words.source('predicates')}|按照?|推行)[^，,。；;]{{2,24}}$")
        self._indicators, self._measures = indicators, measures

    def doing(self, here: Here, figure: Figure, name: str) -> Span | None:
        """What a share of those named in front of it does ("规模以上企业90%以上建立质量管理体系")."""
        if figure.kind != "percent" or figure.op not in (">=", ">") or self._measures.is_measure(name):
            return None
        right = here.right_of(figure)
        return right if self._does.match(here.sentence.masked(*right)) else None

    def topic(self, here: Here, figure: Figure, verb: bool) -> Span | None:
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

    def doer(self, here: Here, figure: Figure) -> str:
        """Who the clause before speaks of ("县级医院全部达到二级水平，其中60%以上达到甲等水平"), or what it counts."""
        start = here.sentence.clause(figure.number)[0]
        clause = here.sentence.clause(start - 2)
        if start <= here.sentence.start or any(clause[0] <= f.number < clause[1] for f in here.figures):
            return here.last if here.last_unit not in (None, "%") else ""
        said = self._predicate.search(here.sentence.masked(*clause))
        span, _ = self._indicators.left(here.sentence, clause[0], clause[0] + said.start() if said else clause[0], counted=True)
        return clean(here.text[slice(*span)])

    def cell_before(self, here: Here, figure: Figure) -> Span | None:
        """In a table line, the measure that the cell on the left names ("签约服务覆盖率<tab>2023年达到80%")."""
        tab = here.text.rfind("\t", here.text.rfind("\n", 0, figure.start) + 1, figure.start)
        start = max(here.text.rfind("\t", 0, max(tab, 0)), here.text.rfind("\n", 0, max(tab, 0))) + 1
        match = _CELL.match(here.text, start, tab) if tab > 0 else None
        return match.span(1) if match and self._measures.is_measure(match[1]) else None

    def with_owner(self, here: Here, name: str, span: Span) -> tuple[str, Span]:
        """"建立企业质量信用档案,建档率达到80%": the thing named in the clause before owns the measure, or what
        the last measure was of ("计量器具配备率达到100%,受检率达到98%"), or what was counted right before it
        ("80个项目完成投资50亿元", "新开工项目60个、总投资90亿元")."""
        clause = here.sentence.clause(span[0])
        between = here.text[here.consumed:span[0]]
        if clause[0] < here.consumed and _DOING.fullmatch(between):
            return here.noun + between + name, span
        joined = [f for f in here.figures if f.end == span[0] - 1 and here.text[f.end] in _AGAIN]
        if joined and (bearer := self._measures.bearer(here.last)):
            return bearer + name, span
        if joined and joined[0].kind in THINGS:
            return here.last + name, span
        alone = name in _SUMS and here.last and not any(clause[0] <= f.number < span[0] for f in here.figures)
        if clause[0] <= here.sentence.start or alone:
            return name, span
        if stem := self._measures.stem(here.last):
            return stem + name, span
        owner, _ = self._indicators.left(here.sentence, *here.sentence.clause(clause[0] - 2), counted=True)
        thing = clean(here.text[slice(*owner)])
        fits = _MIN <= len(thing) <= _OWNER and not any(owner[0] <= f.number < owner[1] for f in here.figures)
        if fits:
            return _said_once(thing, name), (owner[0], span[1])
        return here.last + name, span


def _said_once(thing: str, name: str) -> str:
    """"地方标准复审" and "复审率": what the one ends in and the other begins with is said once."""
    shared = next((n for n in range(len(name) - 1, 1, -1) if thing.endswith(name[:n])), 0)
    return thing + name[shared:]
