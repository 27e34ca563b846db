"""Where the figures stand: numbers with a unit, and bare numbers that a comparator introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.near import begun_by
from extract.numbers import ARABIC, CHINESE, DASH, doublings, parse_number
from extract.targets_words import Words, load_words, one_of

_ALONE = r"(?<![0-9０-９A-Za-z.．/\-—第〔\[])"
_ONES = "[一二三四五六七八九]"
_ROUND_WORDS = f"(?:{_ONES}百(?:{_ONES}十)?|{_ONES}千|(?<!第){_ONES}?十{_ONES}?)(?=[家个名项户场所座支套批])"
_TENTHS = f"{_ONES}(?<=(?:降低|压缩|压减|减少|缩短|下降|提高|提升|增加|增长|达到|超过).)(?=成(?:以上|以内|左右)?(?:[，,。；;、\\n]|$))"
_ROUND, _ROUND_UNITS = ("百", "千"), ("家", "个", "名", "户", "场", "项", "所", "座", "支", "套")
_SMALL_UNITS = ("个", "家", "座", "所", "条")
_HALF = ("(?:一半|半数)(?=以上)|一半(?<=(?:超过|达到)一半)(?=[，,。；;、\\n]|$)|"
         "一半(?<=(?:压缩|压减|缩短|减少|降低|精简|下降)一半)(?![^。；]{0,4}[减压缩降]?[至到])")
_ODD = re.compile("[余多]")
_BOUND = 6  # characters that 至少建成 and the like take
_POWER_ALONE = "万"
_NONE = "零(?:发生|事故|死亡)(?!率)"
POWER = "(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)"


_NAME_TAIL = re.compile(r"[级型强号版届制字股档]|大(?=[一-龥]{2,4}(?:工程|行动|体系|产业|专项|任务|领域|平台))")
"""What follows a number that only names something: "1000亿级核心产业", "500强"."""


ONLINE = "(?:全部|均|都|率先)?(?:实现|异地|跨省|全程|网上|掌上|一网|一次|“)"
"""What matters of administration are to become: then they are no list of the paper's own ("100个事项实现“一次办”")."""
_RANKED = re.compile("第$|(?<![年底月日之以目])前$")
_RANK_ENDS = ("第", "前")
_PER = re.compile("每([十百]?[百千万](?:名|户籍|常住)?(?:人口|人|户|台|辆|亩))$")
"""Per how many, printed before the number ("不低于每千人5批次")."""
_PER_ENDS, _PER_REACH = ("人", "口", "户", "台", "辆", "亩"), 10
_WHOLES = ("总数", "总量", "总额")
"""What a share may be of: "不少于职工总数的30%" is a bound on whom stands in front of it."""


def _is_date(number: str, unit: str, tail: str | None) -> bool:
    """"2025年", "3月", "15日": most numbers of a paper, and none of its figures."""
    return (unit == "年" and len(number) == 4) or (unit in ("月", "日") and not tail)


class Figure(NamedTuple):
    """A figure as printed. `start` is where its comparator or number begins, `number` where the number does,
    `end` is behind unit and 以上. `op` holds what the words around the number say; None when they say nothing."""

    start: int
    number: int
    end: int
    value: float
    value_max: float | None
    unit: str | None
    kind: str
    op: str | None


@lru_cache(maxsize=1000)
def _base(unit: str) -> str:
    """The unit without its power and what it is counted per ("万件/万人" → "件")."""
    return re.sub(rf"^{POWER}", "", unit).split("/")[0].split("／")[0]


class FigureFinder:
    """Finds figures by one compiled pattern anchored at the number."""

    def __init__(self, words: Words | None = None) -> None:
        self.words = words or load_words()
        units, after = one_of(self.words.kinds), one_of(self.words.after)
        unit = rf"(?:[余多]?{POWER}?[余多]?{units}(?:[/／]{POWER}?(?:{units}|人|元|GDP))*(?:[·•・]年)?|万亿|亿|万)"
        tail = rf"(?:\s*(?:[（(](?:含[^（()）]{{0,6}}|{units})[）)])?(?P<tail>{after}(?![容部设外心])))?"
        arabic = rf"{_ALONE}(?P<one>{ARABIC})(?P<unit>\s*{unit})?(?:\s*{DASH}\s*(?P<two>{ARABIC})(?P<last>\s*{unit})?)?"
        least = [w for w, op in self.words.before.items() if op in (">=", "<=") and w.isalpha()]
        counted = rf"(?:{CHINESE}|(?<![\d一-十几数百千]){_POWER_ALONE})(?={POWER}?{units}{after})"
        chinese = rf"(?P<cn>{counted}|{_ROUND_WORDS}|{_TENTHS}|(?P<loose>{CHINESE}))(?P<cnunit>{POWER}?{units})"
        self.pattern = begun_by(
            "0-9０-９百翻零〇一二两三四五六七八九十千万",
            rf"(?:{arabic}|(?P<share>百分之{CHINESE})|(?P<half>{_HALF})|(?P<fold>翻[一两二三]番)|(?P<none>{_NONE})|{chinese}){tail}")
        self._bound = re.compile(f"{one_of(least)}(?:{self.words.source('having')})?$")
        self._made = re.compile(f"{self.words.source('verbs')}$")
        self._founded = re.compile(f"{self.words.source('founding')}$")
        self._unit = re.compile(unit)
        self._before = re.compile(rf"(?<![下抵])({one_of(self.words.before)})\s*$")
        self._of_whole = re.compile(rf"(?<![下抵])({one_of(self.words.before)})[^，。；、\n]{{2,14}}的$")
        self._before_ends = {word[-1] for word in self.words.before}
        self._listed = re.compile(f"{self.words.source('listed_links')}*{self.words.source('listed_things')}(?!{ONLINE})")

    def figures(self, text: str, start: int, end: int) -> Iterator[Figure]:
        """Figures of text[start:end], in order; offsets count in `text`."""
        for match in self.pattern.finditer(text, start, end):
            number, unit, last, tail, loose = match.group("one", "unit", "last", "tail", "loose")
            if unit or last:
                if _is_date(number, (last or unit).strip(), tail):
                    continue
            elif number and not self._may_introduce(text[match.start() - 1]):
                continue
            if loose and not self._counts(text, match, max(start, match.start() - _BOUND)):
                continue
            figure = self._figure(text, match, start)
            if figure:
                yield figure

    def _counts(self, text: str, match: re.Match[str], start: int) -> bool:
        """A number in words counts behind a bound ("至少一所"), a round or small one behind a verb of making ("培育百家
        企业", "打造一个世界级商圈")."""
        round_one = match["loose"] in _ROUND and match["cnunit"] in _ROUND_UNITS and text[match.end():match.end() + 1] not in "万争"
        if match["cnunit"] in _SMALL_UNITS and self._founded.search(text, start, match.start()):
            return True
        return bool((self._made if round_one else self._bound).search(text, start, match.start()))

    def plain(self, value: str, sign: str | None, tail: str | None, unit: str | None) -> Figure:
        """The figure of a table cell that prints a number alone; its unit comes from the table."""
        op = self.words.before.get(sign or "") or self.words.after.get(tail or "")
        return Figure(0, 0, len(value), parse_number(value), None, unit, self.kind(unit), op)

    def is_unit(self, text: str) -> bool:
        """Is this a unit as tables print them ("%", "件/万人", "亿元")?"""
        return bool(self._unit.fullmatch(text))

    def _figure(self, text: str, match: re.Match[str], floor: int) -> Figure | None:
        start = match.start()
        if _NAME_TAIL.match(text, match.end()):
            return None
        if text.startswith(_RANK_ENDS, start - 1) and _RANKED.search(text, max(floor, start - 2), start):
            return None
        per = _PER.search(text, max(floor, start - _PER_REACH), start) if text.startswith(_PER_ENDS, start - 1) else None
        comparator, begin = self._comparator(text, per.start() if per else start, floor)
        low, high, unit = self._parts(match)
        listed = unit in self.words.lists["listed_units"] and self._listed.match(text, match.end())
        if unit is None and not comparator and not match["none"]:
            return None
        op = self.words.after.get(match["tail"] or "")
        if unit and unit not in self.words.kinds and _ODD.search(unit):
            unit, op = _ODD.sub("", unit), ">"
        if comparator and (op in (None, "=") or comparator in ("<", "<=", ">")):
            op = comparator
        if high is not None and op in (None, "="):
            op = "range"
        kind = "listed" if listed else "none" if match["none"] else self.kind(unit)
        unit = f"{unit}/{per[1]}" if per and unit and "/" not in unit else unit
        return Figure(begin, start, match.end(), low, high, unit, kind, op)

    def _parts(self, match: re.Match[str]) -> tuple[float, float | None, str | None]:
        if match["half"]:
            return 50.0, None, "%"
        if match["share"]:
            return parse_number(match["share"]), None, "%"
        if match["fold"]:
            return doublings(match["fold"]) or 0.0, None, "番"
        if match["none"]:
            return 0.0, None, None
        if match["cn"]:
            return parse_number(match["cn"]), None, match["cnunit"]
        unit = (match["last"] or match["unit"] or "").strip() or None
        high = parse_number(match["two"]) if match["two"] else None
        return parse_number(match["one"]), high, unit

    def _may_introduce(self, last: str) -> bool:
        """Whether words of comparison may end in this character, right before a number."""
        return last in self._before_ends or last == "的" or last.isspace()

    def _comparator(self, text: str, number: int, floor: int) -> tuple[str | None, int]:
        last = text[number - 1] if number > floor else ""
        if last == "的" and text.startswith(_WHOLES, number - 3):
            match = self._of_whole.search(text, max(floor, number - 24), number)
        else:
            match = self._before.search(text, max(floor, number - 8), number) if self._may_introduce(last) else None
        return (self.words.before[match[1]], match.start()) if match else (None, number)

    def kind(self, unit: str | None) -> str:
        """percent, count, people, money, size, time, ratio, score; "bare" without a unit.

        (A figure of kind "listed" counts the paper's own measures, tasks or steps, one of kind "none" is 零发生.)
        """
        if unit is None:
            return "bare"
        base = unit if unit in self.words.kinds else _base(unit)
        return self.words.kinds.get(base, "money" if unit.endswith("亿") else "count")
