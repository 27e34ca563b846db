"""Names in quotes ("双打"、"红盾网剑"等专项打假行动), told from rhetoric and method by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from extract.alternatives import AnyOf
from extract.near import marks, near
from extract.programs_words import WON, Boundary, Content, Name, alternation, bare, behind_quote, walk_left

_QUOTED = re.compile(r"“(?!.”)([^“”\n。；;]{1,24}(?:(?<=\d)。\d[^“”\n。；;]{1,20})?)”")  # also “3。15…”, misprinted
_EITHER = re.compile(rf"{_QUOTED.pattern}|「([^「」\n]{{2,24}})」")
_PARTED = re.compile("[，,：:]")
_BETWEEN = re.compile(r"^(?:[、,，和与及 ]{0,2}[\u4e00-\u9fff]{0,3}|、[\u4e00-\u9fff]{2,8}、)$")


_WON_BY = ("工程", "优质工程")
_DATE = 7
"""How many characters a date has in front of a day (“3·15”国际消费者权益日)."""


class Quoted:
    """Finds quoted names and names by day."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        quoted = table["quoted"]
        never = alternation(table["follow"]["never"])
        between = f"(?:(?!{alternation(quoted['between_never'])})[^，,。；;：:！？、“”\\n])"
        self._behind = re.compile(f"等?{between}{{0,{quoted['gap']}}}?(?:{alternation(quoted['heads'])})(?!{never})")
        self._join = re.compile(f"(?:{alternation(quoted['join'])}|{quoted['joined']})(?!{never})")
        self._headed = re.compile(f"(?:{alternation(quoted['join'])})[”」]$")
        self._verbs = re.compile(f"(?:{alternation(quoted['verbs'])})(?:一批|全国|国家|省级|和支持)?$")
        self._endings = re.compile(f"(?:{alternation(quoted['endings'])})$")
        self._methods = AnyOf.of(quoted["methods"])
        self._slogans, self._slogan_end = re.compile(quoted["slogans"]), re.compile(quoted["slogan_end"])
        self._platforms, self._platform_names = re.compile(quoted["platforms"]), re.compile(quoted["platform_names"])
        self._reform, self._in_front = re.compile(quoted["reform_verbs"]), re.compile(quoted["in_front"])
        self._counted = re.compile(quoted["counted"])
        self._content, self._boundary = Content(table), Boundary(table)
        self._names, self._measured = frozenset(quoted["names"]), re.compile(quoted["measured"])
        self._steps = re.compile(quoted["steps"])
        self._wishes = re.compile(quoted["wishes"])
        self._days, self._date = re.compile(table["days"]["pattern"]), re.compile(table["days"]["date"])
        known = table["known"]
        self._known = re.compile(f"(?:{alternation(known['words'])}|{known['forms']})(?!{known['never']})")
        self._rare, self._marks = re.compile(known["rare"]), marks(alternation(known["marks"]))
        self._direct = re.compile(f"(?:{alternation(quoted['direct'])})$")
        self._phrase_end = re.compile(quoted["phrase_end"])

    def find(self, text: str) -> Iterator[Name]:
        """Quoted names, days and nationwide names."""
        quotes = list((_EITHER if "「" in text else _QUOTED).finditer(text))
        for at, m in enumerate(quotes):
            if text.startswith("改革", m.end()) and self._reform.search(text, max(0, m.start() - 8), m.start()):
                yield Name(bare(m.group()) + "改革", m.start(), m.end() + 2, "quoted")
            elif self._counted.match(bare(m.group())) and (begin := self._front(text, m.start())) < m.start():
                yield Name(bare(text[begin:m.end()]), begin, m.end(), "quoted")
            elif self._is_name(text, quotes, at):
                headed = self._headed.search(m.group())
                alone = headed or behind_quote(text, m.start()) or text.startswith(_WON_BY, m.end()) and WON.search(m.group())
                joined = None if alone else self._join.match(text, m.end())
                begin, end = self._front(text, m.start()) if headed else m.start(), joined.end() if joined else m.end()
                yield Name(bare(text[begin:end]), begin, end, "quoted")
        for m in self._days.finditer(text):
            date = self._date.search(text, max(0, m.start() - _DATE), m.start())
            begin = date.start() if date else m.start()
            yield Name(bare(text[begin:m.end()]), begin, m.end(), "day")
        pairs = [m.span() for m in quotes if self._pairs(bare(m.group()))]
        yield from (Name(bare(text[a:b]), a, b, "quoted") for a, b in pairs)
        for m in chain(self._known.finditer(text), near(self._rare, self._marks, text, 14, 30)):
            if not any(a < m.start() < b for a, b in pairs):
                yield Name(bare(m.group()), m.start(), m.end(), "known")

    def _pairs(self, inner: str) -> bool:
        """Whether a quote lists known names, and so is one (“卖旧买新、以旧换新”)."""
        parts = inner.split("、")
        return len(parts) > 1 and all(part in self._names or self._known.fullmatch(part) for part in parts)

    def _front(self, text: str, at: int) -> int:
        """Where a name begins that ends in the quote at `at` ("大学生实习“扬帆计划”")."""
        begin = self._boundary.of(text, walk_left(text, at), at)[0]
        fits = begin >= 0 and self._in_front.fullmatch(text, begin, at)
        return begin if fits and self._content.specific(text[begin:at]) else at

    def _is_name(self, text: str, quotes: list[re.Match[str]], at: int) -> bool:
        m = quotes[at]
        inner = next(g for g in m.groups() if g)
        if inner in self._names:
            return not self._measured.match(text, m.end())
        if self._methods.fit(inner) or _PARTED.search(inner):
            return False
        first, last = _run(text, quotes, at)
        if self._steps.match(text, quotes[last].end()):
            return False
        reach = 3 if last > first else 0
        front = quotes[first].start() - reach
        if self._behind.match(text, quotes[last].end()) or self._slogan(inner, text, m.end()):
            return True
        if self._platforms.match(text, m.end() - 1) and self._platform_names.match(inner):
            return True
        if self._wishes.search(inner):
            return False
        led = any(self._verbs.search(text, max(0, front - 8), front + skip) for skip in range(reach + 1))
        if led or self._endings.search(inner):
            return True
        return any(self._direct.search(text, max(0, a - 8), a) and self._phrase_end.match(text, b)
                   for a, b in (m.span(), (quotes[first].start(), quotes[last].end())))

    def _slogan(self, inner: str, text: str, end: int) -> bool:
        """Two numbers that stand for a list of works ("三打两建"), where the phrase ends or it is called a work."""
        return bool(self._slogans.match(inner) and self._slogan_end.match(text, end))


def _run(text: str, quotes: list[re.Match[str]], at: int) -> tuple[int, int]:
    """The first and the last of the quotes listed with this one."""
    first = last = at
    while first and _BETWEEN.match(text[quotes[first - 1].end():quotes[first].start()]):
        first -= 1
    while last + 1 < len(quotes) and _BETWEEN.match(text[quotes[last].end():quotes[last + 1].start()]):
        last += 1
    return first, last
