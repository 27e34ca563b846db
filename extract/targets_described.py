"""Does a figure describe, count what was listed, or state a condition, and is no aim?"""

from __future__ import annotations

import re

from extract.targets_aims import Aims
from extract.targets_figures import ONLINE, Figure
from extract.targets_here import Found, Here
from extract.targets_words import Words

_CONDITION_TAIL = re.compile(r"的(?!目标|任务|要求|水平)|且|时[，,]|的?(?:企业|单位|人员|家庭|项目)[，,、]")
_LONG_TAIL = re.compile(rf"{_CONDITION_TAIL.pattern}|、[^，。；]{{2,30}}的(?:项目|企业|单位|人员|家庭|机组)[，,、]")
_BEHIND = ("counted", "became", "allotted", "within", "series")
_RUNS_ON = re.compile(r"(?!左右|目标|任务|[和与及或并]|参与)[一-龥]")
_SCORED = re.compile(r"[〓\s]*的?[，,]各?(?:得|计|记)\s*[\d０-９.．]+\s*分")
_HELD = re.compile(r"[〓]*(?:的[，,；;]|的?[，,](?:即可|方可|就可|即能))")
_SUPPOSED = re.compile(r"\s*(?:若|如果|如(?![期实何下上])|凡)")
_TOWARDS = re.compile(r"\s*对(?![照标接口外])")
_AS = re.compile("[以把]")
_ONLINE = re.compile(ONLINE)
_PRIZE = re.compile(r"等奖$|大奖$|候选人$")
_NOTE = 130  # a note in brackets, and what follows it
_PAIR = 2  # "A和B 2个" may well be an aim; a list of three that counts three is none


def scored(here: Here, figure: Figure) -> bool:
    """Whether an assessment gives marks for a figure that is to be reached ("合格率达到91%以上的，得5分")."""
    bound = figure.kind == "percent" or figure.op not in (None, "=")
    return bound and _SCORED.match(here.text, figure.end) is not None


class Described:
    """Rejects what is no aim by how it is said."""

    def __init__(self, words: Words, aims: Aims) -> None:
        self._aims = aims
        self._condition, self._role, self._describing, self._predicate = (
            re.compile(words.source(role)) for role in ("conditions", "roles", "describing", "predicates"))
        self._listed_units = words.lists["listed_units"]
        self._listed = re.compile(f"{words.source('listed_things')}$")

    def reason(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        """Why it is none, None where nothing says so."""
        figure, sentence = pair.figure, here.sentence
        left = sentence.masked(sentence.clause(figure.number)[0], figure.start)
        if self._counts_list(here, pair, left, year):
            return "counts what was listed"
        if _PRIZE.search(pair.indicator):
            return "a prize"
        behind = sentence.masked(figure.end, sentence.clause(figure.number)[1])
        if (pair.rule == "described" and self._describing.search(left)) or (_AS.search(left) and self._role.search(behind)):
            return "a description"
        times = figure.unit == "次" and not pair.indicator.endswith("次数")
        if times and not goal and figure.op != ">=" and "提供" not in left:
            return "how often, not how much"
        if scored(here, figure):
            return None
        if words.startswith("且") or self._supposed(here, pair, words, behind) or self._limits(here, pair, bool(goal or year)):
            return "a condition"
        return None

    def _counts_list(self, here: Here, pair: Found, left: str, year: int | None) -> bool:
        """"A、B和C三个" counts what was just named, "18条措施" the paper's own."""
        figure = pair.figure
        idle = pair.rule == "described" and not (year and pair.verb)
        names = (left if idle else pair.indicator) if figure.value > (1 if idle else _PAIR) else ""
        counts_itself = bool(names) and len(re.split("[、和及]", names)) == figure.value
        if not pair.verb and (left.endswith("等") or (figure.kind == "count" and counts_itself)):
            return True
        return self._lists(here, pair)

    def _supposed(self, here: Here, pair: Found, words: str, behind: str) -> bool:
        """"对满500万元的，…", "若超过10家": what must hold."""
        if _HELD.match(here.sentence.masked(pair.figure.end, pair.figure.end + _NOTE)):
            return True
        outside = words.replace(pair.indicator, "") if pair.verb and pair.rule in ("counted", "stated") else words
        towards = _TOWARDS.match(words) and "的" in behind
        supposed = towards or _SUPPOSED.match(words) or self._condition.search(outside)
        return bool(supposed) and not self._aims.explicit(here, pair)

    def _lists(self, here: Here, pair: Found) -> bool:
        """"18条措施", "5项任务": the paper's own; no such list is "100项以上" or what is put online."""
        figure = pair.figure
        if figure.unit not in self._listed_units or not self._listed.search(pair.indicator):
            return False
        behind = here.sentence.masked(pair.end, here.sentence.clause(figure.number)[1])
        return not (_ONLINE.match(behind) or (pair.rule == "stated" and figure.op in (">=", ">")))

    def _limits(self, here: Here, pair: Found, aimed: bool) -> bool:
        """"营业收入2000万元以上的企业": an amount that something must have."""
        figure = pair.figure
        if figure.kind == "count" or pair.rule == "series" or (pair.rule in _BEHIND and figure.kind != "people"):
            return False
        if aimed and figure.kind == "percent" and self._predicate.search(here.sentence.masked(*here.right_of(figure))):
            return False
        amount = figure.kind in ("money", "size", "time") and _RUNS_ON.match(here.text, figure.end)
        tail = _CONDITION_TAIL if pair.rule in _BEHIND else _LONG_TAIL
        return bool(amount or tail.match(here.text, figure.end))
