"""Things told apart by size that share their noun: "3家产值超50亿元、10家产值超10亿元的龙头企业"."""

from __future__ import annotations

import re

from extract.near import begun_by

_SUM = "(?:[\\d.]+|[一二两三四五六七八九十百千]+)[十百千万]*亿?元(?:以上)?"
_COUNT = "[\\d.]+万?[家个户名](?:以上|左右)?"
_SIZE = f"[^，,。；、\\d的]{{0,8}}?(?:超过?|达到?|突破|过)?{_SUM}"
_GROUP = "[省市县区乡镇村]{1,2}级"
_SERIES = begun_by(
    "0-9不",
    f"(?:{_COUNT}{_SIZE}(?:[、，和]|以及)){{1,5}}{_COUNT}{_SIZE}的(?P<sized>[^，,。；、的\\d]{{2,15}})"
    f"|(?:不少于[\\d.]+人的{_GROUP}[、和]){{1,5}}不少于[\\d.]+人的{_GROUP}(?P<manned>[^，,。；、的\\d]{{2,8}}?)(?=[，,。；、]|建设|$)")
_PART = re.compile(f"(?P<count>[\\d.]+)(?:万?[家个户名](?:以上|左右)?(?P<size>{_SIZE})|人的(?P<group>{_GROUP}))")
_MARK = re.compile(f"元(?:以上)?[、，和以]|人的{_GROUP}[、和]")


def series(text: str, start: int, end: int) -> dict[int, tuple[str, int] | None]:
    """Names, and where they end, by where the count stands in the text; None for a sum that only tells a size."""
    found: dict[int, tuple[str, int] | None] = {}
    if not _MARK.search(text, start, end):
        return found
    for match in _SERIES.finditer(text, start, end):
        for part in _PART.finditer(text, match.start(), match.end()):
            head = f"{part['size']}的{match['sized']}" if part["size"] else f"{part['group']}{match['manned']}"
            found |= dict.fromkeys(range(part.start(), part.end()))
            found[part.start()] = head, match.end()
    return found
