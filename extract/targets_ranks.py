"""Aims that are a place in a ranking ("进入全省前三", "稳居全国前10位"): no measure and no value, but not to be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import Span
from extract.near import marks, near
from extract.targets_words import Words

_MARKS = marks("前[一二三四五六七八九十百0-9０-９列茅]", "第[一二三四五六七八九十0-9０-９]")
_REACH, _NAME = 24, 6


class Ranks:
    """Finds the words of a rank, from the verb on."""

    def __init__(self, words: Words) -> None:
        number = "[一二三四五六七八九十百0-9０-９]+"
        place = f"(?:前(?:{number}(?:位|名|强)?|列|茅)|第{number}(?:位|名|方阵|梯队))"
        self._rank = re.compile(f"{words.source('rank_verbs')}[^，,。；;：:、\\n]{{0,14}}?{place}")

    def read(self, text: str) -> Iterator[Span]:
        """Where ranks are printed, in order; offsets count in `text`."""
        return (match.span() for match in near(self._rank, _MARKS, text, _REACH, _NAME))
