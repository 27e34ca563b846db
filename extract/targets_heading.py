"""Amounts whose item says what they are of: "（一）低效林改造。安排建设任务80万亩，其中重点区域50万亩"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.annotations import Section
from extract.targets_here import Found, Here
from extract.targets_words import Words

_AMOUNTS = ("size", "count", "people")
_LONGEST = 20
_SEVERAL = re.compile("[、，,；;]|任务$|目标$|安排$")


@dataclass(slots=True)
class Titled:
    """Gives the item's heading to amounts of a sentence that name only a task, and to the areas it is shared among."""

    _task: re.Pattern[str]
    _area: re.Pattern[str]
    _sentence: int = -1

    @classmethod
    def of(cls, words: Words) -> Titled:
        """Compiled from the lists `mere_tasks` and `areas`."""
        return cls(re.compile(words.source("mere_tasks")), re.compile(f"[一-龥]*{words.source('areas')}"))

    def named(self, here: Here, pair: Found, chain: list[Section]) -> Found:
        """The pair with the heading as (the end of) its indicator; itself where the sentence names the thing."""
        title = chain[0].title if chain else ""
        if pair.figure.kind not in _AMOUNTS or not 2 <= len(title) <= _LONGEST or _SEVERAL.search(title):
            return pair
        if self._task.fullmatch(pair.indicator):
            self._sentence = here.sentence.start
            return pair._replace(indicator=title)
        if self._sentence == here.sentence.start and self._area.fullmatch(pair.indicator):
            return pair._replace(indicator=pair.indicator + title)
        return pair
