"""Finds what looks like a cited paper: a title in 《》 with numbers beside it, a bare 文号, a code of a standard."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_CJK = r"\u2e80-\u2fff\u3400-\u9fff"
_OPEN, _CLOSE = r"[〔\[（(﹝【［〈]", r"[〕\]）)﹞】］〉]"
_YEAR_NO = rf"{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}?\s*第?\s*\d{{1,5}}\s*号"
_DOC_NO = re.compile(
    rf"[{_CJK}A-Za-z]{{1,14}}{_YEAR_NO}"
    rf"|[{_CJK} 、]{{2,40}}?(?:令|公告)\s*(?:{_OPEN}?(?:19|20)\d{{2}}\s*{_CLOSE}?年?)?\s*第?\s*\d{{1,4}}\s*号"
    rf"|(?:第|(?:19|20)\d{{2}}\s*年\s*第)\s*\d{{1,4}}\s*号(?:令|公告)?"
)
_NUMBERED = re.compile(_YEAR_NO)
_AGENCY = re.compile(rf"[{_CJK}A-Za-z]{{2,14}}$")
_LETTERS = re.compile(r"[A-Z](?<![A-Za-z0-9/][A-Z])(?=[A-Z/ ])")
_LEAD = re.compile(r"^.*(?:根据|按照|依据|执行|落实好?|参照|对于|关于|印发的?|以|在|的|和|及|与|原|[年月日])(?=.{2})")
_BRACKETED = (
    r"《((?:[^《》]|《[^《》]{1,80}》){1,160})》"
    r"|《([^《》〈〉\n]{4,80})〉"
    r"|<<([^<>＜＞≪≫\n]{4,80})(?:>>|＞＞|≫)|＜＜([^<>＜＞≪≫\n]{4,80})(?:>>|＞＞|≫)|≪([^<>＜＞≪≫\n]{4,80})(?:>>|＞＞|≫)"
    r"|〈(?<![《〈]〈)([^《》〈〉\n]{4,80})[〉》]"
)
_UNOPENED = (
    r"([^《》，,。；;：:、\n]{6,60}?(?:方案|意见|规划|办法|通知|纲要|条例|决定|计划)(?:[(（][^()（）《》\n]{2,12}[)）])?)》"
)
"""Behind 根据 and the like: the opening bracket is lost."""
_OPENED, _LOST = re.compile(_BRACKETED), re.compile(f"(?:根据|依据|按照|落实|执行)(?={_UNOPENED})")
_TITLES = re.compile(f"{_BRACKETED}|(?:(?<=根据)|(?<=依据)|(?<=按照)|(?<=落实)|(?<=执行)){_UNOPENED}")
_BESIDE = re.compile(rf"\s*(?:的(?:通知|公告|决定|意见)\s*)?(?:{_OPEN}(?:[{_CJK}\s]{{0,8}}[:：])?\s*)?")
_BEFORE = re.compile(rf"({_DOC_NO.pattern})\s*{_CLOSE}?(?:文件|文)?(?:印发|下发)?的?\s*$")
_LAYOUT = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_LONGEST_CODE = 32
"""Characters that a standard's code in front of its name may take."""


class Mark(NamedTuple):
    """A name as printed. `title` has no brackets and no layout spaces; `start`/`end` span brackets and the numbers
    behind it, `name_end` is where the bracketed name ends. A bare 文号 or code has an empty title."""

    title: str
    start: int
    name_end: int
    end: int
    doc_no: str | None = None
    code: str | None = None


def load(name: str) -> dict[str, Any]:
    """A table of `vocabulary/`."""
    return tomllib.loads((Path(__file__).parent / "vocabulary" / name).read_text("utf-8"))


def clean(text: str) -> str:
    """Without line breaks and layout spaces; a space between Latin words stays one space."""
    return re.sub(r"\s+", " ", _LAYOUT.sub("", text))


def code_pattern(table: dict[str, Any]) -> re.Pattern[str]:
    """Codes of standards such as GB/T 19580-2012, DB44/T 1234, T/ABC 12, ISO9001."""
    few = "|".join(map(re.escape, sorted(table["few"], key=len, reverse=True)))
    many = "|".join(map(re.escape, sorted(table["many"], key=len, reverse=True)))
    number = r"(?:[.．]\d{1,3})*(?:\s?[-—–－:：]\s?(?:19|20)\d{2})?"
    return re.compile(
        rf"(?<![A-Za-z0-9/])(?:(?:{few})\s?(?:\d{{2,6}}|\d(?=[.．])){number}|(?:{many})(?:\s?/\s?[TZ])\s?\d{{1,5}}{number}"
        rf"|TSG\s?[A-Z]?\d{{1,5}}{number}|(?:{many})\s?\d{{3,5}}{number}|DB\s?\d{{2,4}}(?:\s?/\s?T)?\s?[-—]?\s?\d{{1,5}}{number}"
        rf"|(?:T\s?/\s?[A-Z]{{2,10}}|Q\s?/\s?[A-Z]{{2,10}})\s?\d{{1,5}}{number})(?![A-Za-z0-9])"
    )


def tidy_code(code: str) -> str:
    """One form for one code: letters, a space, the number, a plain hyphen before the year."""
    bare = re.sub(r"\s", "", code).replace("：", ":")
    bare = re.sub(r"[—–－]", "-", bare)
    return re.sub(r"^((?:DB\d{2}(?:\d{2}(?=/))?(?:/T)?)|TSG(?=[A-Z])|[A-Z/]+?)(?=\d|(?<=^TSG)[A-Z])", r"\1 ", bare)


def without_titles(text: str) -> str:
    """The text with every bracketed name replaced by a line break."""
    return _titles_in(text).sub("\n", text)


@lru_cache(maxsize=4)
def _titles_in(text: str) -> re.Pattern[str]:
    """The pattern of bracketed names: where none has lost its opening bracket, only such brackets are looked at."""
    return _TITLES if _LOST.search(text) else _OPENED


class Scanner:
    """Finds marks in a text. Patterns are compiled once."""

    def __init__(self) -> None:
        self.code = code_pattern(load("standards.toml"))

    def titles(self, text: str) -> list[Mark]:
        """Every bracketed name, in order, with the 文号 or code printed beside it."""
        return [self._with_numbers(text, m) for m in _titles_in(text).finditer(text)]

    def _with_numbers(self, text: str, m: re.Match[str]) -> Mark:
        title = clean(next(g for g in m.groups() if g is not None))
        behind = _BESIDE.match(text, m.end())
        at = behind.end() if behind else m.end()
        number = _first(_DOC_NO, text, m.end(), at)
        code = self.code.match(text, at) or self.code.match(text, m.end())
        if number:
            return Mark(title, m.start(), m.end(), _closed(text, number.end()), _number(number.group()))
        if code:
            return Mark(title, m.start(), m.end(), _closed(text, code.end()), None, tidy_code(code.group()))
        if ahead := self._code_ahead(text, m.start()):
            return Mark(title, ahead.start(), m.end(), m.end(), None, tidy_code(ahead.group()))
        inner = self.code.search(title)
        if inner and len(title) - len(inner.group()) > 3:
            named = clean(title.replace(inner.group(), ""))
            return Mark(named, m.start(), m.end(), m.end(), None, tidy_code(inner.group()))
        front = max(0, m.start() - 60)
        before = _BEFORE.search(text, front, m.start()) if text.find("号", front, m.start()) >= 0 else None
        if before:
            doc_no = _LEAD.sub("", before.group(1))
            start = before.start() + len(before.group(1)) - len(doc_no)
            return Mark(title, start, m.end(), m.end(), _number(doc_no))
        return Mark(title, m.start(), m.end(), m.end())

    def _code_ahead(self, text: str, at: int) -> re.Match[str] | None:
        """The code right in front of its name: GB/T 19580《卓越绩效评价准则》."""
        end = at - text[max(0, at - 2):at].endswith(" ")
        if not text[end - 1:end].isdecimal():
            return None
        return next((c for c in self.code.finditer(text, max(0, at - _LONGEST_CODE), end) if c.end() == end), None)

    def bare(self, text: str, taken: list[Mark]) -> list[Mark]:
        """文号 and codes that stand outside the marks found so far."""
        found = []
        for m in _LETTERS.finditer(text):
            code = self.code.match(text, m.start())
            if code:
                found.append(Mark("", code.start(), code.end(), code.end(), None, tidy_code(code.group())))
        for m in _NUMBERED.finditer(text):
            agency = _AGENCY.search(text, max(0, m.start() - 14), m.start())
            if agency:
                doc_no = _LEAD.sub("", text[agency.start():m.end()])
                found.append(Mark("", m.end() - len(doc_no), m.end(), m.end(), _number(doc_no)))
        return [f for f in found if not any(t.start < f.end and f.start < t.end for t in taken)]


def _first(pattern: re.Pattern[str], text: str, end_of_name: int, inside: int) -> re.Match[str] | None:
    """The 文号 that follows at once or opens the bracket behind the name."""
    for at in (inside, end_of_name):
        m = pattern.match(text, at)
        if m:
            return m
    opened = re.match(rf"\s*{_OPEN}[^《》。;；\n]{{0,40}}", text[end_of_name:end_of_name + 48])
    return pattern.search(text, end_of_name, end_of_name + opened.end()) if opened else None


def _closed(text: str, at: int) -> int:
    m = re.compile(rf"\s*{_CLOSE}").match(text, at)
    return m.end() if m else at


def _number(doc_no: str) -> str:
    return re.sub(r"\s+", "", doc_no)
