"""Names that stand for several bodies: 各市(区)人民政府, 市直有关单位, 各银行机构."""

from __future__ import annotations

import re
from typing import Any

from extract.annotations import Place
from extract.bodies_lexicon import Lexicon
from extract.bodies_model import OfficialBody
from extract.bodies_naming import official_region
from extract.places import Places

_OWN = re.compile(r"^全?[省市州县区](?=有关|相关|各|[^级直属有各相市县区镇乡(（\[〔])")
_REPEATED = re.compile(r"^[市县](?=[（(]区[)）]|城区)")
"""The level again, right behind the region in front (江门市+市城区各区政府)."""
_FEW = re.compile(r"^(?:县市区?|县区|市县|区县)(?=[^、（(])")
_GOVERNMENT = re.compile(r"(?<!人民)政府")
_OF_GOVERNMENT = re.compile(r"^政府(?!采购|部门)|政府(?:、管理委员会|[（(<〈]管委会[）)>〉])?$")
_COMMITTEE = re.compile(r"管委会?$")
_PROVINCES = re.compile(r"^各省[（(]区、?市[)）]|^各省、?自治区、?直辖市")


class Collectives:
    """Recognises collectives, gives them the region in front, and tells whom they stand for."""

    def __init__(self, raw: dict[str, Any], places: Places, lexicon: Lexicon) -> None:
        self._start, self._end = re.compile(raw["start"]), re.compile(raw["end"])
        self._types = re.compile(rf"^(?:{raw['types']}|[、,，和及与()（）\[\]〔〕<>〈〉])+")
        self._ends: dict[str, str] = raw["members"]
        self._type = re.compile("|".join(sorted(self._ends, key=len, reverse=True)))
        self._places, self._lexicon = places, lexicon

    def match(self, words: str) -> bool:
        """Whether these words stand for several bodies."""
        return bool(self._start.match(words) or self._end.search(words)) or self._compound(words)

    def official(self, words: str, region: Place | None, date: str | None) -> OfficialBody:
        """Region in front, the body's own part written out: 各县市公积金管理中心 -> …各县市住房公积金管理中心."""
        own = _OWN.match(words) if self._end.search(words) else None
        text = self._written_out(words[own.end():] if own else words, region, date)
        text = "各" + text if _FEW.match(text) else text
        if region is None:
            text = _PROVINCES.sub("各省、自治区、直辖市", text)
        front = official_region(region) if region else ""
        text = _REPEATED.sub("", text) if front else text
        name = text if front and text.startswith(front) else front + text
        level = region.level if region else "national"
        return OfficialBody(name, "collective", level, None, region, collective=True, known=True)

    def members(self, words: str, region: Place | None) -> list[tuple[Place, str]]:
        """(region, core) of each body meant: the regions below whose kind is named, and what each of them has."""
        cut = self._cut(words)
        if region is None or not cut or not words.startswith("各"):
            return []
        core = words[cut:] or "人民政府"
        ends = "".join(self._ends[t] for t in self._type.findall(words[:cut]))
        below = (p for p in self._places.children(region) if p.level != "zone" and p.name[-1] in ends)
        return [(p, core) for p in below if p.code and p.code[:2] < "71"] if self._known(core) else []

    def _compound(self, words: str) -> bool:
        """园区和示范区管委会: nothing but kinds of regions before what they have."""
        cut = self._cut(words)
        return bool(re.search("[和及、]", words[:cut]) and self._known(words[cut:]))

    def _cut(self, words: str) -> int:
        """Where the kinds of regions end and what each of them has begins (县、市、区|市场监管局); 0 without kinds."""
        head = self._types.match(words)
        end = head.end() if head else 0
        return next((i for i in range(end, max(end - 3, 0), -1) if self._known(words[i:])), end)

    def _known(self, core: str) -> bool:
        return bool(core) and self._lexicon.local(core, None, None) is not None

    def _written_out(self, words: str, region: Place | None, date: str | None) -> str:
        cut = self._cut(words)
        level = region.level if region else None
        line = self._lexicon.local(words[cut:], level, date) if 0 < cut < len(words) else None
        plain = line.name.removeprefix("{region}") if line else ""
        if plain and "{" not in plain:
            return words[:cut] + plain
        words = _COMMITTEE.sub("管理委员会", words)
        return _GOVERNMENT.sub("人民政府", words) if _OF_GOVERNMENT.search(words) else words
