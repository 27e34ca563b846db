"""Printed numbers as values: Arabic, full-width and Chinese numerals, 万/亿, thousands separators, ranges.

`NUMBER` and `RANGE` are regex sources (no groups, and groups `low`/`high`), for others to build shapes on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.errors import KgError

_D = "[0-9０-９]"
ARABIC = rf"(?:{_D}{{1,3}}(?:,{_D}{{3}})+(?!{_D})|{_D}+)(?:[.．·]{_D}+|。{_D}{{1,2}}(?!{_D}))?"
"""Digits with separators and decimals. 。 between digits is a decimal point (flattened tables print it so)."""
CHINESE = "[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"
DASH = "(?:[-－—–―~～〜]{1,2}|至|到|(?<=[0-9])一(?=[0-9]))"
RANGE = rf"(?P<low>{NUMBER})\s*{DASH}\s*(?P<high>{NUMBER})"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ARABIC_START = re.compile(r"\d+(?:\.\d+)?")
_PER_HUNDRED = re.compile(r"(百|千|万)分之")


class NotANumber(KgError):
    """A piece of text that does not read as a number."""


@lru_cache(maxsize=10_000)
def parse_number(printed: str) -> float:
    """The value of a printed number: "一百二十" 120, "1.2万" 12000, "百分之九十五" 95, "３，０００" 3000, "半" 0.5.

    A share (百分之, 千分之) is given in its own unit, per hundred or per thousand.
    Raises `NotANumber` when the text is none.
    """
    text = "".join(unicodedata.normalize("NFKC", printed).split())
    text = _PER_HUNDRED.sub("", text.replace(",", "").replace("。", ".").replace("·", "."))
    if text == "半":
        return 0.5
    match = _ARABIC_START.match(text)
    value = _with_powers(float(match[0]), text[match.end():]) if match else _chinese(text)
    if value is None:
        raise NotANumber(f"{printed!r} is no number; expected digits or Chinese numerals")
    return value


def parse_range(printed: str) -> tuple[float, float] | None:
    """Both ends of "1-2", "1～2万", "1至2", in the order printed; None when it is no range.

    A power printed once counts for both ends (1～2万 is 10000 to 20000).
    """
    match = re.fullmatch(rf"{RANGE}(?P<power>[万亿]*)", printed.strip())
    if not match:
        return None
    return parse_number(match["low"] + match["power"]), parse_number(match["high"] + match["power"])


def doublings(printed: str) -> float | None:
    """How often something doubles: "翻一番" 1, "翻两番" 2; None when the text says nothing of the kind."""
    match = re.fullmatch(rf"翻({NUMBER}|半)番", printed.strip())
    return parse_number(match[1]) if match else None


def _with_powers(value: float, rest: str) -> float | None:
    for char in rest:
        power = _SMALL.get(char) or _LARGE.get(char)
        if power is None:
            return None
        value *= power
    return value


def _chinese(text: str) -> float | None:
    whole, _, decimals = text.partition("点")
    value = _chinese_whole(whole)
    if value is None or not all(c in _DIGITS for c in decimals):
        return None
    places = "".join(str(_DIGITS[c]) for c in decimals)
    return float(f"{value}.{places}") if places else float(value)


def _chinese_whole(text: str) -> int | None:
    """Positional ("二〇二五") when no power is printed, else sums of digit × power under 万 and 亿."""
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return total + section + digit
