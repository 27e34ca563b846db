"""What the items listed before one head make together: one name, one each, or the name behind mere levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.programs_words import Name, bare

Spans = list[tuple[int, int]]
DEED = 2
"""The length of a bare deed (培育)."""
_DIGITS = {char: value for value, char in enumerate("一两三四五六七八九十", 1)}
_SHARED = re.compile(r"(?:等|(?=[两三四五六七八九十\d]+[大项个]))(?:(?P<count>[两三四五六七八九十\d]+)[大项个])?"
                     r"(?:重大|重点|专项|系列|标志性|一批)*(?P<kind>[\u4e00-\u9fff]{0,4})$")
_BOTH = re.compile("[和与及](?=[^和与及]{4,}$)")
_LEVEL = re.compile(r"世界|国际|国家|全[国省市县区州]|(?:国家|[省市县区州])级")


def levels(text: str, items: Spans) -> int | None:
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


def shared(said: str) -> tuple[int, int, str] | None:
    """(where the last item ends, how many items are counted or 0, the kind named) of "…提升等四大升级(行动)"."""
    m = _SHARED.search(said)
    count = m["count"] if m else None
    return (m.start(), _DIGITS.get(count, 0) if count else 0, m["kind"]) if m else None


def halves(text: str, items: Spans) -> Spans:
    """The items, the last of them apart where it is two ("A提升和B整治等工程")."""
    start, end = items[-1]
    both = _BOTH.search(text, start + 4, end)
    return [*items[:-1], (start, both.start()), (both.end(), end)] if both else items


def short(head: str) -> str:
    """The end of a head that items share (行动 of 专项行动)."""
    return head[-3:] if head.endswith("战") else head[-2:]


def each(text: str, items: Spans, head: str, end: int) -> Iterator[Name]:
    """Each item with the head; the last one's span reaches over the head where it stands right before it. A bare deed
    takes the subject of the first ("品牌培育、传播行动")."""
    first = bare(text[slice(*items[0])])
    for a, b in items:
        whole = end if b + len(head) >= end else b
        subject = first[:-DEED] if b - a == DEED < len(first) else ""
        yield Name(subject + bare(text[a:b]) + head, a, whole, "coordinated")
