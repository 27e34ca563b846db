"""Is a figure an aim? Gives the reason where it is none: GUIDE.md lists what is not (results, dates, money given,
conditions, names)."""

from __future__ import annotations

import re

from extract.targets_pairs import Found, Here
from extract.targets_sentence import FILLER
from extract.targets_words import Words
from extract.targets_years import Calendar

_CONDITION_TAIL = re.compile(r"的(?!目标|任务|要求|水平)|且|(?:的)?(?:企业|单位|人员|家庭|项目)[，,、]")
_ROLE = re.compile("为(?:支撑|引领|主体|依托|载体|核心|龙头|骨干|重点|主)(?![一-龥]{0,8}率)")
_SERVICE = re.compile(r"压缩|压减|缩短|精简|控制在|办结|办理|审批|审核|受理|办完|限时")
_EXAMPLES = re.compile("等$")
_RUNS_ON = re.compile(r"(?!左右|目标|任务)[一-龥]")
_DATED = re.compile(r"20\d\d年")
_FORMULA = re.compile(r"[*×xX=＝÷＊]\s*$")
_MARKS = re.compile("[得扣奖记加][0-9一-九十]|分别[奖扣得]")
_YEARLY = re.compile("每年(?!度)")
_LIMIT = {"<=", "<", "="}


def _listed(text: str) -> int:
    """How many things a text lists with 、 and 和."""
    return len(re.split("、|和|及", text))


class Judge:
    """Rejects what is no aim; cheap checks first."""

    def __init__(self, words: Words) -> None:
        self._past = re.compile(words.source("past"))
        self._past_heading = re.compile(words.source("past_headings"))
        self._aid = re.compile(words.source("aid"))
        self._condition = re.compile(words.source("conditions"))
        self._aim = re.compile(words.source("aims"))
        self._measure = re.compile(f"{words.source('measures')}$")
        self._period = re.compile(words.source("periods"))
        self._bare = re.compile(words.source("bare_heads") + "$")

    def reason(self, here: Here, pair: Found, calendar: Calendar, year: int | None) -> str | None:
        """Why a figure is no aim, in a few words; None when nothing speaks against it."""
        figure, sentence = pair.figure, here.sentence
        words = sentence.masked(*sentence.clause(figure.number))
        goal = calendar.in_goals(figure.number)
        if sentence.masked(figure.number, figure.number + 1) == FILLER:
            return "inside a name, quotation or bracket"
        if _FORMULA.search(here.text, max(0, figure.number - 2), figure.number):
            return "part of a formula"
        if figure.kind == "score" and _MARKS.search(words):
            return "marks given in an assessment"
        if figure.kind == "bare" and not self._bare.search(pair.indicator):
            return "a bare number without a measure"
        if figure.kind == "time" and not (figure.op in _LIMIT and _SERVICE.search(words)):
            return "a date, an age or a period"
        if any(self._past_heading.search(s.title) for s in calendar.chain(figure.number)):
            return "in a review of what was"
        compared = "同比" in words and figure.op in (None, "=")
        if (compared or self._past.search(words)) and not (goal and year):
            return "a result already reached"
        near = words if goal or (year and (pair.verb or _DATED.search(words))) else sentence.masked(*sentence.segment(figure.number))
        if not pair.lending and self._aid.search(near):
            return "money given, asked or lent"
        if _EXAMPLES.search(sentence.masked(sentence.start, figure.start)):
            return "counts what was listed"
        if pair.rule == "described" and not (year and pair.verb) and _listed(words[:figure.start - sentence.clause(figure.number)[0]]) == figure.value:
            return "counts what was listed"
        if _ROLE.search(words):
            return "a description"
        if figure.unit == "次" and not goal:
            return "how often, not how much"
        if words.startswith("且") or self._condition.search(words) or self._limits(here, pair, goal):
            return "a condition"
        if pair.rule == "described":
            return None if year or pair.verb else "no word of aim"
        if not (year or goal or pair.verb or pair.lending or _YEARLY.search(words) or self._aim.search(words)
                or self._period.search(words) or self._measure.search(pair.indicator)
                or self._measure.search(figure.unit or "")):
            return "no word of aim"
        return None

    def _limits(self, here: Here, pair: Found, goal: bool) -> bool:
        """"营业收入2000万元以上的企业": an amount that something must have."""
        figure = pair.figure
        if pair.rule in ("counted", "became") and figure.kind != "people" or figure.kind == "count":
            return False
        amount = figure.kind in ("money", "size", "time") and _RUNS_ON.match(here.text, figure.end)
        return bool(amount or _CONDITION_TAIL.match(here.text, figure.end))
