"""What a paper governs: the region and the years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.annotations import Place, Section
from extract.document import Span
from extract.near import marks, near
from extract.place_names import unlisted
from extract.places import Places

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(?:[—–―\-－~～〜至到]{1,3})\s*((?:19|20)\d{2})(?!\d)\s*年?")
_STATED = re.compile(
    r"(?:规划期(?:限)?|计划期|实施期(?:限)?|实施时间|行动时间|时间范围|创建(?:期|时间|周期))[为是：:]*[^。；\n]{0,12}?"
    r"((?:19|20)\d{2})\s*年?(?:\d{1,2}月)?(?:\d{1,2}日)?\s*[—–―\-－~～至到]{1,3}\s*((?:19|20)\d{2})"
)
_IN_FORCE = re.compile(
    r"本[\u4e00-\u9fff]{2,8}(?<!条)(?<!款)[^。；;其\n]{0,50}?(?:自|(?P<term>期限?[为自从]))\s*(?P<first>(?:19|20)\d{2})\s*年[\d月日\s]{2,10}起?"
    r"(?:施行|实行|实施|执行|生效|(?(term)|(?!)))[，,]?[^。；\n，,]{0,8}?至\s*(?P<last>(?:19|20)\d{2})\s*年"
)
_TERM = re.compile(
    r"有效期[\u4e00-\u9fff\d]{0,8}[（(]\s*(?P<first>(?:19|20)\d{2})\s*年[\d月日\s]{2,10}\s*[—–―\-－~～至到]{1,3}\s*(?P<last>(?:19|20)\d{2})\s*年")
_UNTIL = marks(r"至\s*(?:19|20)\d\d\s*年")
_OF_A_YEAR = re.compile(r"(?<![\d（(至到—-])((?:19|20)\d{2})\s*年(?!以?[前后]|.{0,3}[版修订底末])")
_CITED = re.compile(r"(?:贯彻|落实|实施).*?[（(][^（）()]*[）)]》?的?(?:实施|若干|指导)?意见$")
_FIVE_YEARS = re.compile(r"[“\"”]?(?P<plan>十[一二三四五]五|[九十]五)[”\"“]?\s*(?P<use>时期|期间|规划)?")
_STEP = re.compile(r"[（(](?:自|从)?((?:19|20)\d{2})\s*年.{0,24}?[）)]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?")
_STEPS = re.compile(r"步骤|阶段|进度安排|时间安排|实施安排|工作安排")
_SELF = re.compile(r"[省市县区州旗](?:(?<=[我全本].)(?!域)|(?<=[、，,：:（(].)(?=[\u4e00-\u9fff]{1,8}[局委厅办]))")
_UNLISTED = re.compile(
    r"(?:中共|中国共产党)?([\u4e00-\u9fff]{2,12}?(?:自治[区州县]|开发区|高新区|新区|省|市(?!场)|[州县区盟旗]))(?=[\u4e00-\u9fff]{2})"
)
_ZONED, _MAX_HEAD = re.compile("[^市自]区|师"), 24
_OPENING = re.compile(r"^(?:关于)?(?:印发|转发)?《?")
_NO_NAME = "(?!根据|按照|依据|落实|贯彻|执行|[全各外本我由在和向]|城市|强市|兴市)"
_PROVINCE = re.compile(rf"(?:^|[^\u4e00-\u9fff]|中共|关于){_NO_NAME}([\u4e00-\u9fff]{{2,3}}省)(?=人民政府|委|质量)", re.M)
_CITY = re.compile(rf"(?:^|[^\u4e00-\u9fff]|中共|关于){_NO_NAME}([\u4e00-\u9fff]{{2,3}}市)(?!场)", re.M)
_HERE = re.compile(
    r"(?:结合|立足|符合)(?P<a>[\u4e00-\u9fff]{2,16}?)(?:的?实际|市情|县情|省情|区情)"
    r"|在?(?P<b>[\u4e00-\u9fff]{2,16}?)(?:行政区域|辖区|范围)内"
)

_BRANCH = re.compile("管理部|分中心|办事处|监管组|支局|分局")
_BANK = re.compile(r"(?:人行|人民银行)([\u4e00-\u9fff]{2,4}?)[县市]?支行")
_HERE_MARK = marks("结合", "立足", "符合", "行政区域内", "辖区内", "范围内")


def find_period(
    title: str, text: str, outline: Sequence[Section], plans: Mapping[str, Sequence[int]]
) -> tuple[int, int] | None:
    """First and last year: in the title, as a stated term, as the time in force where both years are printed, in the
    goals' heading sentence, or by dated steps."""
    title = "" if _CITED.search(title) else title
    if match := _YEARS.search(title):
        return _ordered(match[1], match[2])
    if match := _FIVE_YEARS.search(title):
        return _plan(match["plan"], plans)
    if match := _OF_A_YEAR.search(title):
        return int(match[1]), int(match[1])
    if match := _STATED.search(text):
        return _ordered(match[1], match[2])
    if match := next(near(_IN_FORCE, _UNTIL, text, 130, 4), None):
        return _ordered(match["first"], match["last"])
    if match := _TERM.search(text):
        return _ordered(match["first"], match["last"])
    return _of_goals(text, plans) or _of_steps(text, outline)


def _ordered(begin: str, end: str) -> tuple[int, int] | None:
    first, last = int(begin), int(end)
    return (first, last) if first <= last <= first + 30 else None


def _plan(name: str, plans: Mapping[str, Sequence[int]]) -> tuple[int, int] | None:
    return (plans[name][0], plans[name][1]) if name in plans else None


def _of_goals(text: str, plans: Mapping[str, Sequence[int]]) -> tuple[int, int] | None:
    """“十三五”时期…的主要目标是: a goal sentence that names the five years."""
    match = re.search(r"[“\"](十[一二三四五]五)[”\"](?:时期|期间)[^。；\n]{0,24}目标", text)
    return _plan(match[1], plans) if match else None


def _of_steps(text: str, outline: Sequence[Section]) -> tuple[int, int] | None:
    """From the first to the last year of the dated steps of a section on steps."""
    for section in outline:
        if _STEPS.search(section.title):
            steps = [m[0] for m in _STEP.finditer(text, section.start, section.end)]
            years = [int(y[1]) for step in steps for y in _YEAR.finditer(step)]
            if len(steps) >= 2 and max(years) > min(years):
                return min(years), max(years)
    return None


class Region:
    """Finds the place that a paper governs."""

    def __init__(self, places: Places, words: Mapping[str, Any]) -> None:
        self._places = places
        self._nation = places.find(words["nation"]["name"]) or Place(words["nation"]["name"], "national", "000000")
        self._national = re.compile("|".join(map(re.escape, words["nation"]["bodies"])))
        self._addressed = re.compile("|".join(words["nation"]["addressed"]))
        self._owners = tuple(words["nation"]["doc_owners"])

    def of_name(self, name: str, within: Place | None = None) -> tuple[Place, Span] | None:
        """The place at the head of a body's name or a title, the lowest of several in a row (甲市乙区…)."""
        for end in range(min(len(name), 24), 1, -1):
            place = self._places.find(name[:end], within)
            if place:
                lower = self.of_name(name[end:], place) if place.level != "zone" else None
                if lower and self._places.chain(lower[0])[0] != place and place in self._places.chain(lower[0]):
                    return lower[0], (0, end + lower[1][1])
                return place, (0, end)
        return None

    def national(self, name: str) -> Place | None:
        """The nation, for a body that needs no region in front."""
        return self._nation if self._national.match(name) else None

    def find(
        self, names: Sequence[str], titles: Sequence[str], doc_no: str | None, publisher: str, text: str
    ) -> Place | None:
        """From the issuers, the titles, the 文号, the page's publisher, and what the text calls its own. A zone of the issuer's
        with whose name a title begins is governed, not all of the issuer's region."""
        opened = [_OPENING.sub("", title) for title in titles]
        for name in names:
            if found := self.of_name(name.removeprefix("中共").removeprefix("中国共产党")):
                return next(self._zones_in(opened, found[0]), found[0])
        for title in opened:
            if found := self.of_name(title):
                return found[0]
        if any(map(self.national, names)) or (doc_no or "").startswith(self._owners):
            return self._nation
        for title in titles:
            if hits := self._places.scan(title, None):
                return hits[0][2]
        own = self.of_name(publisher)
        return own[0] if own else self._of_text(text) or self._unlisted(names, titles, text) or self._of_nation(text)

    def _zones_in(self, titles: Sequence[str], region: Place) -> Iterator[Place]:
        """Zones of a region with whose name a title begins."""
        heads = (self.of_name(title) for title in titles if _ZONED.search(title, 0, _MAX_HEAD))
        return (p for p, _ in filter(None, heads) if p.level == "zone" and self._above(region, p))

    def _of_nation(self, text: str) -> Place | None:
        """The nation, where a text that calls no region its own addresses all of them, or the ministries."""
        return self._nation if len(self._addressed.findall(text)) > 2 and not _SELF.search(text) else None

    def _unlisted(self, names: Sequence[str], titles: Sequence[str], text: str) -> Place | None:
        """A place that no table holds, from an issuer's name, or from a title where the text names its government."""
        for name in (*names, *titles):
            match = _UNLISTED.match(name)
            if match and (name in names or f"{match[1]}人民政府" in text):
                place = unlisted(match[1])
                above = _PROVINCE if place.level == "prefecture" else _CITY
                found = Counter(above.findall(text)).most_common(1) if place.level != "province" else []
                return unlisted(match[1], found[0][0] if found else None)
        return None

    def _of_text(self, text: str) -> Place | None:
        """The place that the text says it fits (结合某市实际), else the one it names far more often than others."""
        kind = Counter(_SELF.findall(text)).most_common(1)
        ending = kind[0][0] if kind else ""
        for match in near(_HERE, _HERE_MARK, text, 24, 24):
            name = (match["a"] or match["b"]).removeprefix("全")
            for at in range(len(name) - 1):
                if (place := self._places.find(name[at:])) and place.name.endswith(ending):
                    return place
        places = [p for _, _, p in self._places.scan(text, None) if p != self._nation]
        best = Counter(p for p in places if p.name.endswith(ending)).most_common(2)
        if not best:
            return self._of_branches(text, ending)
        first = best[0][0]
        if (bank := self._of_banks(text, ending)) and self._above(first, bank):
            return bank
        plain = len(best) == 1 or best[0][1] > 2 * best[1][1] or self._above(best[1][0], first)
        several = sum(self._above(first, lower) for lower in set(places)) > 1  # a city that names its counties
        return first if plain or several else self._of_branches(text, ending)

    def _of_branches(self, text: str, ending: str) -> Place | None:
        """The one place whose branches of a city's bodies, or else of the central bank, the text names (某中心临泽市管理部)."""
        hits = [(end, p) for _, end, p in self._places.scan(text, None) if p.level == "county"]
        served = {p for end, p in hits if _BRANCH.match(text, end) and p.name.endswith(ending)}
        return served.pop() if len(served) == 1 else self._of_banks(text, ending)

    def _of_banks(self, text: str, ending: str) -> Place | None:
        """The one place that has a branch of the central bank in the text (人行涿州支行)."""
        served = {p for m in _BANK.finditer(text) if ending and (p := self._places.find(m[1] + ending))}
        return served.pop() if len(served) == 1 else None

    def _above(self, upper: Place, lower: Place) -> bool:
        return upper != lower and upper in self._places.chain(lower)
