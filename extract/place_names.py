"""Names and codes of regions: what level they say, what stands above, how a name is shortened.

Codes are those of GB/T 2260, six digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.annotations import Place

NATION = "000000"
NATION_NAME = "中华人民共和国"
_UNLISTED = {"自治区": "province", "自治州": "prefecture", "自治县": "county", "开发区": "zone", "高新区": "zone",
             "新区": "zone", "省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
             "县": "county", "旗": "county", "区": "county"}


def level_of(code: str) -> str:
    """national, province, prefecture or county, from six digits."""
    if code == NATION:
        return "national"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def codes_above(code: str) -> list[str]:
    """Codes that may stand above, nearest first; a county without a prefecture hangs on its province."""
    return [c for c in (code[:4] + "00", code[:2] + "0000", NATION) if c != code] if code != NATION else []


class ShortNames:
    """Short names by rule: 蓬江区 -> 蓬江, 楚雄彝族自治州 -> 楚雄州 and 楚雄, 长阳土家族自治县 -> 长阳县 and 长阳."""

    def __init__(self, peoples: Iterable[str]) -> None:
        people = "|".join(sorted(peoples, key=len, reverse=True))
        self._ethnic = re.compile(rf"^(.{{2,}}?)(?:{people})+自治([州县旗])$")
        self._plain = re.compile(rf"^(.{{2,}}?)(?:特别行政区|(?:{people})*自治[区州县旗]|地区|林区|[省市盟县区])$")

    def of(self, name: str) -> tuple[str, ...]:
        if ethnic := self._ethnic.match(name):
            return ethnic[1] + ethnic[2], ethnic[1]
        plain = self._plain.match(name)
        return (plain[1],) if plain else ()


def unlisted(name: str, parent: str | None = None) -> Place:
    """A region or zone that no table holds, by the form of its name: 岚川市 is a prefecture, called 岚川 for short."""
    end = next((e for e in _UNLISTED if name.endswith(e)), "")
    level = _UNLISTED.get(end, "zone")
    above = parent or (NATION_NAME if level == "province" else None)
    return Place(name, level, None, (name.removesuffix(end),) if len(name) - len(end) > 1 else (), above)
