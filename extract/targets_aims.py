"""What shows that a figure is meant as an aim: said in so many words, or something to be made."""

from __future__ import annotations

import re

from extract.targets_figures import Figure
from extract.targets_here import THINGS, Found, Here
from extract.targets_words import Words

_EXPLICIT = re.compile(r"力争|^[^的中]{0,12}(?:争取|确保)|目标|每年(?:新增|新建|培育|改造)|到20\d\d年")
_GIVEN_NEXT = re.compile(r"[〓\s]*[，,](?:再|可)?(?:给予|奖励|补贴|补助|奖补|予以)")
_FRAME = re.compile(r"(?:^|[，,：:）)]|(?<=\S)\s)(?:其中)?(?:对|凡|如|若|经|每(?![年季月]))")


def is_explicit(words: str) -> bool:
    """Do these words say an aim ("力争", "确保", "到2030年")?"""
    return _EXPLICIT.search(words) is not None


def of_money(words: Words, role: str) -> re.Pattern[str]:
    """The words of a list about money, none of them in 反补贴 or in the name of rules (奖励办法)."""
    return re.compile(f"(?<!反){words.source(role)}(?!办法|制度|机制)")


class Aims:
    """Asks it of a figure and what it counts."""

    def __init__(self, words: Words) -> None:
        self.giving = of_money(words, "giving")

    def explicit(self, here: Here, pair: Found) -> bool:
        """Is the aim said in so many words before the figure ("力争", "其中" after an aim)?"""
        clause = here.sentence.clause(pair.figure.number)[0]
        before = here.sentence.masked(clause, pair.figure.number)
        return is_explicit(before) or (here.aimed and before.startswith("其中"))

    def made(self, here: Here, pair: Found) -> bool:
        """Is it something made or got, neither at most so many nor a condition of being given something?"""
        things = pair.figure.kind in THINGS or (pair.figure.kind == "size" and pair.rule == "counted")
        most = pair.figure.op in ("<=", "<")
        return pair.verb and things and not most and not self._framed(here, pair.figure)

    def _framed(self, here: Here, figure: Figure) -> bool:
        """"对新建10家以上门店的企业，…给予奖励": what must hold to be given something."""
        start, end = here.sentence.segment(figure.number)
        if _GIVEN_NEXT.match(here.sentence.masked(here.right_of(figure)[1], end)):
            return True
        given = self.giving.search(here.sentence.masked(figure.end, end))
        return bool(given and _FRAME.search(here.sentence.masked(start, figure.number)))
