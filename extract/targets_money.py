"""Is a figure money given, asked or lent, and no aim?"""

from __future__ import annotations

import re

from extract import targets_bounds as bounds
from extract.targets_aims import Aims, of_money
from extract.targets_figures import Figure
from extract.targets_here import THINGS, Found, Here
from extract.targets_words import Words

MONEY = "money given, asked or lent"
_SUMS, _PRICE = ("money", "percent"), re.compile("利率|费率|成本")
_DATED = re.compile(r"20\d\d年")
_PAID = re.compile("(?<!首)付款|支付|价款|预留")
_EACH_YEAR = re.compile("每人(?=每年|每月|年均)")
_COST = re.compile("(?:费用|成本)$")
_OF_ALL = re.compile(r"\s*(?:全|我|本)[省市县区州旗盟域].*(?:达|超过|突破)")
"""What the whole place is to reach; conditions of a grant speak of whom it is given to."""
_SERVICE = re.compile("(?:时限|时间|用时|时长)$")
_PROGRESS = re.compile("(?:进度|率)$")


class Money:
    """Rejects what is paid, granted, charged or lent to one; keeps bounds that are aims beside such words."""

    def __init__(self, words: Words, aims: Aims) -> None:
        self._aims, self._giving = aims, aims.giving
        self._aid = of_money(words, "aid")

    def is_given(self, here: Here, figure: Figure) -> bool:
        """A sum or a share in a clause that says it is given or owed; what loans cost may be an aim even there."""
        if figure.kind not in _SUMS:
            return False
        words = here.clause_words(figure)
        return bool(self._giving.search(words)) and not _PRICE.search(words)

    def is_aid(self, words: str) -> bool:
        """Do these words speak of money given, asked or lent?"""
        return self._aid.search(words) is not None

    def reason(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        """MONEY, or None. A word of money counts in the clause, and, where nothing shows an aim, as far as the
        semicolons; how soon an office pays is its standard of service."""
        sooner = pair.figure.number in here.bases or (pair.figure.kind == "time" and pair.figure.op == "<=")
        if pair.rule == "within" or (sooner and _SERVICE.search(pair.indicator)):
            return None
        if self._aims.explicit(here, pair) or self._aims.made(here, pair) or bounds.lent(here, pair.figure):
            return MONEY if self._giving.search(words) else None
        segment = self._segment(here, pair)
        near = words if self._aimed(here, pair, words, goal, year) else segment
        if pair.figure.kind == "percent" and _PROGRESS.search(pair.indicator):
            near = _PAID.sub("", near)
        if self._kept(here, pair, words, segment) or self._bounded(here, pair, words, near):
            return None
        if pair.figure.kind in THINGS:
            near = _EACH_YEAR.sub("", near)
        return MONEY if self.is_aid(near) else None

    def _segment(self, here: Here, pair: Found) -> str:
        start, end = here.sentence.segment(pair.figure.number)
        return here.sentence.masked(max(start, min(here.proved, pair.start)), end)

    def _aimed(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> bool:
        """Does something show an aim, so that words of money in other clauses are of no account?"""
        volume = bounds.volume(pair) or bounds.often(pair) or bounds.share(here, pair)
        return bool(goal or pair.figure.kind == "time" or volume or _OF_ALL.match(words) or (year and (pair.verb or _DATED.search(words))))

    def _kept(self, here: Here, pair: Found, words: str, segment: str) -> bool:
        """Changes and shares that are aims unless money is given for them."""
        moved = bounds.moved(here, pair.figure)
        if moved and pair.figure.kind == "time":
            return True
        cheaper = moved and _COST.search(pair.indicator)
        if (bounds.grown(pair) or bounds.quick(pair) or cheaper) and not self._giving.search(words):
            return True
        if bounds.part_of_all(pair) and not self._giving.search(words.replace("单户", "")):
            return True
        return bounds.at_least(here, pair) and not self._giving.search(segment)

    def _bounded(self, here: Here, pair: Found, words: str, near: str) -> bool:
        """What banks lend in all, at what rate, and shares to be kept."""
        if pair.lending or bounds.average_rate(here, pair):
            return True
        return bounds.floor(pair, words) and not self.is_aid(_PAID.sub("", near))
