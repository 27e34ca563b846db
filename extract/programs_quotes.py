"""Names in quotes ("双打"、"红盾网剑"等专项打假行动), told from rhetoric and method by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.near import begun_by
from extract.programs_names import Name
from extract.programs_words import alternation, bare

_QUOTED = re.compile(r"“([^“”\n。；;]{2,24})”|「([^「」\n]{2,24})」")
_BETWEEN = re.compile(r"^(?:[、,，和与及 ]{0,2}[\u4e00-\u9fff]{0,3}|、[\u4e00-\u9fff]{2,8}、)$")


class Quoted:
    """Finds quoted names and names by day."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        quoted = table["quoted"]
        never = alternation(table["follow"]["never"])
        between = f"(?:(?!{alternation(quoted['between_never'])})[^，,。；;：:！？、“”\\n])"
        self._behind = re.compile(f"等?{between}{{0,{quoted['gap']}}}?(?:{alternation(quoted['heads'])})(?!{never})")
        self._join = re.compile(f"(?:{alternation(quoted['join'])})(?!{never})")
        self._headed = re.compile(f"(?:{alternation(quoted['join'])})[”」]$")
        self._verbs = re.compile(f"(?:{alternation(quoted['verbs'])})(?:一批|全国|国家|省级|和支持)?$")
        self._endings = re.compile(f"(?:{alternation(quoted['endings'])})$")
        self._methods = re.compile(quoted["methods"])
        self._slogans, self._slogan_end = re.compile(quoted["slogans"]), re.compile(quoted["slogan_end"])
        self._wishes = re.compile(quoted["wishes"])
        self._days = re.compile(table["days"]["pattern"])
        known = table["known"]
        firsts = "".join(sorted({word[0] for word in known["words"]})) + known["forms_begin"]
        self._known = begun_by(firsts, f"(?:{alternation(known['words'])}|{known['forms']})(?!{known['never']})")
        self._direct = re.compile(f"(?:{alternation(quoted['direct'])})$")
        self._phrase_end = re.compile(quoted["phrase_end"])

    def find(self, text: str) -> Iterator[Name]:
        """Quoted names, days and nationwide names."""
        quotes = list(_QUOTED.finditer(text))
        for at, m in enumerate(quotes):
            if self._is_name(text, quotes, at):
                joined = None if self._headed.search(m.group()) else self._join.match(text, m.end())
                end = joined.end() if joined else m.end()
                yield Name(bare(text[m.start():end]), m.start(), end, "quoted")
        for m in self._days.finditer(text):
            yield Name(m.group(), m.start(), m.end(), "day")
        for m in self._known.finditer(text):
            yield Name(m.group(), m.start(), m.end(), "known")

    def _is_name(self, text: str, quotes: list[re.Match[str]], at: int) -> bool:
        m = quotes[at]
        inner = next(g for g in m.groups() if g)
        if self._methods.search(inner) or re.search(r"[，,：:]", inner):
            return False
        first, last = _run(text, quotes, at)
        reach = 3 if last > first else 0
        front = quotes[first].start() - reach
        if self._behind.match(text, quotes[last].end()) or self._slogan(inner, text, m.end()):
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
