"""What the items listed before one head make together: one name, or the name behind mere levels."""

from __future__ import annotations

import re

_LEVEL = re.compile(r"世界|国际|国家|全[国省市县区州]|(?:国家|[省市县区州])级")


def levels(text: str, items: list[tuple[int, int]]) -> int | None:
    """Where the name begins behind levels alone ("国家级、省级试点"); None where something else is listed."""
    last = _LEVEL.match(text, *items[-1])
    return last.end() if last and all(_LEVEL.fullmatch(text[a:b]) for a, b in items[:-1]) else None


def one_phrase(items: list[str], strict: bool) -> bool:
    """Whether what is coordinated is one name: items alike ("质量强市、质量强县活动", "省长、市长质量奖") or, where the
    head is not strict, short ones ("水、大气、土壤污染防治行动计划")."""
    front = items[:-1]
    alike = len(items) > 2 and len({i[:2] for i in items}) == 1
    short = len(items) > 2 and len({i[:1] for i in items[1:]}) == 1 and items[1][:1] in front[0] and len(items[1]) < 4
    paired = len(items) == 2 and len(front[0]) < 5 and front[0][-1:] == items[-1][-1:]
    of_levels = all(_LEVEL.fullmatch(i) for i in front)
    return alike or short or paired or of_levels or (not strict and max(map(len, front)) <= 3)
