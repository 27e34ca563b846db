"""Is a figure an aim? Gives the reason where it is none: GUIDE.md lists what is not (results, dates, money given, conditions, names)."""

from __future__ import annotations

import re

from extract.targets_figures import Figure
from extract.targets_sentence import FILLER, Sentence
from extract.targets_words import Words
from extract.targets_years import Calendar

_NAME_TAIL = re.compile(r"级|型|强|号|版|届|制|字|股|大(?!于|型)|核心|条(?:措施|意见)|以上(?:的)?(?:企业|单位|项目)(?=[，,])")
_CONDITION_TAIL = re.compile(r"的(?!目标|任务|要求|水平)|且|(?:的)?(?:企业|单位|人员|家庭|项目)[，,、]")
_SERVICE = re.compile(r"压缩|压减|缩短|精简|控制在|办结|办理|审批|审核|受理|不超过|办完|限时")
_LIMIT = {"<=", "<", "="}


class Judge:
    """Rejects what is no aim; cheap checks first."""

    def __init__(self, words: Words) -> None:
        self._past = re.compile(words.source("past"))
        self._past_heading = re.compile(words.source("past_headings"))
        self._aid = re.compile(words.source("aid"))
        self._condition = re.compile(words.source("conditions"))
        self._aim = re.compile(words.source("aims"))

    def reason(self, text: str, sentence: Sentence, figure: Figure, calendar: Calendar, year: int | None) -> str | None:
        """Why a figure is no aim, in a few words; None when nothing speaks against it."""
        clause = sentence.clause(figure.number)
        words = sentence.masked(*clause)
        goal = calendar.in_goals(figure.number)
        if sentence.masked(figure.number, figure.number + 1) == FILLER:
            return "inside a name, quotation or bracket"
        if _NAME_TAIL.match(text, figure.end):
            return "part of a name or class"
        if figure.kind == "time" and not (figure.op in _LIMIT and _SERVICE.search(words)):
            return "a date, age or period"
        if any(self._past_heading.search(s.title) for s in calendar.chain(figure.number)):
            return "in a review of what was"
        if self._past.search(words) and not (goal and year):
            return "a result already reached"
        near = words if (year or goal) else sentence.masked(*sentence.segment(figure.number))
        if self._aid.search(near):
            return "money given, asked or lent"
        if self._condition.search(words) or (not goal and figure.kind not in ("count", "people") and _CONDITION_TAIL.match(text, figure.end)):
            return "a condition"
        return None
