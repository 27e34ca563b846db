"""Is a figure an aim? Gives the reason where it is none.

GUIDE.md lists what is not: results, dates, money given, conditions, descriptions, numbers in names.
"""

from __future__ import annotations

import re

from extract import targets_bounds as bounds
from extract.targets_aims import Aims, is_explicit
from extract.targets_described import Described, scored
from extract.targets_figures import Figure
from extract.targets_here import SOUGHT, Found, Here
from extract.targets_measures import MEASURE
from extract.targets_money import MONEY, Money
from extract.targets_sentence import FILLER
from extract.targets_words import Words
from extract.targets_years import Calendar

_SOUGHT = re.compile(SOUGHT)
_FORMULA = re.compile(r"[*×xX=＝÷＊]\s*$")
_MARKS = re.compile("[得扣奖记加][0-9一-九十]|分别[奖扣得]")
_STEP = re.compile("每(?:[低高增减少多]|下降|提高|超过?){1,2}$")
_YEARLY = re.compile("每(?:年(?!度)|届)")
PAST = "a result already reached"
_REVIEW = re.compile(r"\s*(?:近[年几两三五]年?来?|多年来|去年|上年|截至目前|“?十[一二三四]五”?(?:时期|期间)?以来)[，,]?")
"""How a sentence begins that tells of what was."""
PERIOD = "a date, an age or a period"
_CLOSED, _OPENED = (")", "）"), re.compile("[(（]")
_LIMIT = {"<=", "<", "="}
_TAKEN = ("时间", "时限", "时长", "用时")


class Judge:
    """Rejects what is no aim, one kind of ground after the other."""

    def __init__(self, words: Words) -> None:
        def compiled(role: str) -> re.Pattern[str]:
            return re.compile(words.source(role))

        self._aims = Aims(words)
        self._money, self._described = Money(words, self._aims), Described(words, self._aims)
        self._past, self._predicate = compiled("past"), compiled("predicates")
        self._past_heading = re.compile(f"(?!{words.source('acting')}).*{words.source('past_headings')}")
        self._aim, self._period, self._service = compiled("aims"), compiled("periods"), compiled("service")
        self._measure = re.compile(f"{words.source('measures')}$")
        self._duration = re.compile(f"{words.source('durations')}$")
        self._measures_time = compiled("durations")
        self._bare = re.compile(f"{words.source('bare_heads')}$")

    def by_itself(self, here: Here, figure: Figure) -> str | None:
        """Why a figure is no aim whatever it measures: then nobody need look what that is."""
        if here.sentence.masked(figure.number, figure.number + 1) == FILLER:
            return "inside a name, quotation or bracket"
        if _FORMULA.search(here.text, max(0, figure.number - 2), figure.number):
            return "part of a formula"
        return MONEY if self._money.is_given(here, figure) else None

    def is_period(self, here: Here, figure: Figure) -> bool:
        """A length of time that no limit makes a standard of service, in a sentence that measures none: no aim,
        whatever stands beside it."""
        if figure.kind != "time" or figure.op in _LIMIT:
            return False
        return not self._measures_time.search(here.sentence.masked(here.sentence.start, here.sentence.end))

    def verdict(self, here: Here, pair: Found, calendar: Calendar) -> tuple[str | None, int | None]:
        """Why a figure is no aim, in a few words, None when nothing speaks against it and something for it; and the
        year by which, where it is one."""
        words = here.clause_words(pair.figure)
        if reason := self._by_place(here, pair, words):
            return reason, None
        year = calendar.year(pair.figure.number, here.sentence.start)
        return self._reason(here, pair, words, calendar, year), year

    def _reason(self, here: Here, pair: Found, words: str, calendar: Calendar, year: int | None) -> str | None:
        if (calendar.is_past(year) or _REVIEW.match(here.sentence.mask)) and not is_explicit(words):
            return PAST
        goal = calendar.in_goals(pair.figure.number)
        return (self._by_time(here, pair, words, calendar, bool(goal and year))
                or self._money.reason(here, pair, words, goal, year)
                or self._described.reason(here, pair, words, goal, year)
                or self._without_aim(here, pair, words, bool(goal), year))

    def reason_unnamed(self, here: Here, figure: Figure) -> str:
        """Why a figure beside which no indicator was found is left out."""
        return MONEY if self._money.is_aid(here.clause_words(figure)) else "no indicator beside it"

    def _by_place(self, here: Here, pair: Found, words: str) -> str | None:
        figure = pair.figure
        if pair.indicator.endswith(_CLOSED) and not _OPENED.search(pair.indicator):
            return "inside a name, quotation or bracket"
        if (figure.kind == "score" and _MARKS.search(words)) or _STEP.match(pair.indicator):
            return "marks given in an assessment"
        if figure.kind == "bare" and not self._bare.search(pair.indicator):
            return "a bare number without a measure"
        served = pair.rule == "within" or (figure.op in _LIMIT and (
            self._service.search(words) or (figure.unit or "").endswith("工作日") and pair.indicator.endswith(_TAKEN)))
        if figure.kind == "time" and not served and not self._duration.search(pair.indicator):
            return PERIOD
        return None

    def _by_time(self, here: Here, pair: Found, words: str, calendar: Calendar, planned: bool) -> str | None:
        if any(self._past_heading.match(s.title) for s in calendar.chain(pair.figure.number)):
            return "in a review of what was"
        goes_on = here.reached and not (is_explicit(words) or self._period.search(words))
        told = ("同比" in words or goes_on) and pair.figure.op in (None, "=")
        if pair.rule == "changed" and pair.figure.op == ">=":
            return None  # the least change that is asked for ("较上年至少下降0.5个百分点")
        if not planned and not _SOUGHT.search(words) and (told or self._past.search(words)):
            here.reached = True
            return PAST
        return None

    def _share_of_doers(self, pair: Found) -> bool:
        """"80%以上的企业导入先进质量管理方法": that so many do something."""
        figure = pair.figure
        return figure.kind == "percent" and figure.op == ">=" and bool(self._predicate.search(pair.indicator))

    def _without_aim(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        """A year, a verb of making, a word of aim, or a measure that is only ever stated to be kept."""
        if pair.rule == "described":
            said = bool(year or pair.verb)
        else:
            aimed = (self._aims.explicit(here, pair) or bounds.capped(pair) or bounds.lent(here, pair.figure)
                     or bounds.floor(pair, words) or bounds.at_least(here, pair) or bounds.average_rate(here, pair)
                     or _YEARLY.search(words) or bounds.moved(here, pair.figure) or self._share_of_doers(pair)
                     or (pair.rule == "changed" and (here.aimed or bounds.quicker(pair)))
                     or (here.aimed and pair.figure.kind == "percent" and MEASURE.search(pair.indicator)))
            aimed = aimed or scored(here, pair.figure) or pair.figure.op == ">"  # 突破40亿元
            said = bool(year or goal or pair.verb or pair.lending or aimed or self._aim.search(words)
                        or self._period.search(words) or self._measure.search(pair.indicator)
                        or self._measure.search(pair.figure.unit or "") or bounds.all_of_it(pair))
        return None if said else "no word of aim"
