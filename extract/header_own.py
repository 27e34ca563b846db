"""The title of a paper that prints none but calls itself by name: 制定《…规划》(以下简称《规划》), 《…措施》实施前已备案的."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.annotations import Section
from extract.header_title import Title, tidy

_NAME = r"《(?P<name>[^《》\n]{6,60})》"
_MADE = re.compile(rf"(?:制定|编制|制订|制發|製定|形成)(?:了|本)?{_NAME}(?=[(（，,。]|\s*$)", re.M)
_IN_FORCE = re.compile(rf"{_NAME}(?:实施|施行|发布|印发|出台)(?:之?[前后]|之日|以来)")
_FOREWORD = 1500


def own_title(text: str, outline: Sequence[Section], ending: re.Pattern[str]) -> Title | None:
    """What the foreword says is hereby made, else the one paper whose coming into force the text counts from.

    `ending` is what a title ends with. None where the text names no such paper, or several.
    """
    foreword = min(outline[0].start if outline else len(text), _FOREWORD)
    for pattern, end in ((_MADE, foreword), (_IN_FORCE, len(text))):
        hits = {tidy(m["name"]): m for m in pattern.finditer(text, 0, end) if ending.search(m["name"])}
        if len(hits) == 1:
            name, hit = hits.popitem()
            return Title(name, hit.span("name"))
    return None
