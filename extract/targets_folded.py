"""Papers in traditional characters, read by rules written in simplified ones.

`vocabulary/target_traditional.txt` holds pairs of characters (from OpenCC's TSCharacters, Apache-2.0), less those that
simplified papers print too (著, 乾). Folding maps one character to one, so offsets stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.annotations import Findings, TargetFact
from extract.targets_words import VOCABULARY

_NEAR = 200
"""How far before a quote the characters of its indicator may stand."""


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _table()))}]")


@cache
def _table() -> dict[int, str]:
    pairs = (VOCABULARY / "target_traditional.txt").read_text("utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def folded(found: Findings) -> Findings:
    """The same findings over text and headings in simplified characters; itself where nothing is to fold.

    The lists of facts are shared, so that what is left goes to the one ledger.
    """
    text = found.document.text
    if not _traditional().search(text):
        return found
    simple = text.translate(_table())
    outline = [replace(s, title=s.title.translate(_table())) for s in found.outline]
    return replace(found, document=replace(found.document, text=simple), outline=outline)


def as_printed(fact: TargetFact, text: str) -> TargetFact:
    """The fact with indicator, unit and attribute in the characters that the paper prints around its quote."""
    near = text[max(0, fact.start - _NEAR):fact.end]
    back = {ord(simple): char for char, simple in zip(near, near.translate(_table()), strict=True) if char != simple}
    if not back:
        return fact
    unit, attribute = (word.translate(back) if word else word for word in (fact.unit, fact.attribute))
    return replace(fact, indicator=fact.indicator.translate(back), unit=unit, attribute=attribute)
