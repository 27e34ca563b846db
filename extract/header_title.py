"""Titles as they stand in a paper's lines: one line, or several that together end in 通知, 意见, 方案, …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from extract.document import Span
from extract.header_parts import NUMBER, Part, find_number, read_date

_BODY = re.compile(
    r"[。；;]|^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十]{1,3}[章节条](?!.*的通知)|\d{1,2}[.、])"
    r"|^(?:为|根据|按照|经|现|近日|据)"
)
_ADDRESSEE = re.compile(r"^.{2,400}[：:]$", re.S)
NOTE = re.compile(r"^[（(\[【].{1,24}[）)\]】]$")
_BRACKETED = re.compile(r"^[（(\[【].{1,80}[）)\]】]$")
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六]*[：:]?")
_LEADING_NUMBER = re.compile(rf"^(?:{NUMBER.pattern}\s*[-—－:：]?|[-—－]+)")
_GARBLED_DATE = re.compile(r"[12]\d{5,7}日?")
_OPEN_PUBLICATION = re.compile(r"公开|发布|印发|来源|不发")
_BEGINS = re.compile(r"关于|印发|转发|批转|(?:公|通)告$|令$")
_SETTLED = re.compile(r"(?:通知|意见|决定|公告|通告|批复|函)[》〉”]?(?:[（(].*)?$")
_WAITS = re.compile(r"印发|转发|批转|下发")
_NOTICE_END = re.compile(r"(?:通知|公告|通告|函|决定|令|意见|》)(?:[（(].*)?$")
_REST_OF_NOTICE = re.compile(r".{0,40}的?(?:通知|公告|函)(?:[（(].*)?")
_STRAY = re.compile(r"(?!.*(?:关于|印发|转发|实施|落实|推进))[\u4e00-\u9fff]{2,10}(?<![省市县区州旗盟府会局委厅和与及的])")
_WHOLE = re.compile(r"[\u4e00-\u9fff]{2,7}[省市县区州旗盟](?:[12]\d{3}年|关于)")
"""A heading of the page above a title that begins with its own region and year (考核依据 / 某县2018年度…细则)."""
_LINE, _TITLE, MOST_LINES = 130, 150, 5


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, without layout spaces and outer brackets; `first`/`last` are its parts' places."""

    text: str
    span: Span | None
    first: int = -1
    last: int = -1


class TitleLines:
    """Joins lines to titles, by the kinds of papers and the endings of bodies' names in `vocabulary/head.toml`."""

    def __init__(self, words: dict[str, Any], is_body: re.Pattern[str]) -> None:
        self._types = {ending: kind for kind, endings in words["types"].items() for ending in endings}
        self._is_body = is_body

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """A title's last word, with the bracket that may follow it, and a newspaper's 发布 or a file's suffix."""
        kinds = "|".join(sorted(self._types, key=len, reverse=True))
        note = r"(?:\s*[（(〔\[][^（()）]{1,24}[）)〕\]])?"
        suffix = r"(?:\.(?:docx?|pdf|wps|txt))?"
        return re.compile(rf"(?P<kind>{kinds}){note}[》〉”]{{0,2}}{note}(?:发布|公布)?{note}{suffix}$")

    def kind(self, title: str) -> str | None:
        """通知, 意见, 方案, …: what the title's last word says; None where it says nothing."""
        match = self.ending.search(title)
        return self._types[match["kind"]] if match else None

    def first(self, pieces: list[Part]) -> Title | None:
        """The title at the top, below lines that are none; None where the body or the addressee comes first."""
        for at, piece in enumerate(pieces[:20]):
            if at and self._stops(piece):
                return None
            if (title := self.at(pieces, at)) or self._stops(piece):
                return title
        return None

    def _stops(self, piece: Part) -> bool:
        return bool(len(piece.text) > _LINE or _BODY.search(piece.text) or _ADDRESSEE.match(piece.text))

    def at(self, pieces: list[Part], at: int) -> Title | None:
        """A title that begins with part `at`: bodies, then a few parts, the last with a title's ending."""
        text, plain = "", 0
        if at + 1 < len(pieces) and self._starts_afresh(pieces[at], pieces[at + 1]):
            return None
        if _BRACKETED.match(pieces[at].text):
            return None
        for last in range(at, min(at + 9, len(pieces))):
            piece = pieces[last]
            if not self._may_be_title(piece) or len(text) > _TITLE:
                return None
            body = self._is_body.fullmatch(piece.bare) is not None
            if body and not self._goes_on_from_body(pieces, last):
                return None
            text, plain = text + piece.bare, plain + (not body)
            if plain > MOST_LINES:
                return None
            if self.ending.search(text) and not self._unfinished(text, pieces, last):
                return self._finish(pieces, at, last, text)
        return None

    def _starts_afresh(self, piece: Part, following: Part) -> bool:
        """Whether a line is no part of the title because the next one is whole: a body's name, 关于, and an ending."""
        if self.ending.search(piece.bare):
            return False
        if _STRAY.fullmatch(piece.bare) and _WHOLE.match(following.bare) and self.ending.search(following.bare):
            return True
        who = re.match(r"(.{2,60}?)(?:关于|印发|转发)", following.bare)
        return bool(who and self._is_body.fullmatch(who[1]) and not self._is_body.fullmatch(piece.bare))

    def _may_be_title(self, piece: Part) -> bool:
        text = piece.text
        if len(text) > _LINE or _BODY.search(text) or _ADDRESSEE.match(text) or NUMBER.fullmatch(piece.bare):
            return False
        if _ANNEX.fullmatch(piece.bare) or piece.bare.endswith(("文件", "如下")) or _GARBLED_DATE.fullmatch(piece.bare) or _is_remark(text):
            return False
        return not (read_date(text) and len(text) < 24 and not self.ending.search(text))

    def _goes_on_from_body(self, pieces: list[Part], at: int) -> bool:
        """Whether a body's name on its own line begins a title: 关于 or 印发 follows, at once or after more bodies."""
        for piece in pieces[at + 1 : at + 20]:
            if _BEGINS.match(piece.bare):
                return True
            if not self._is_body.fullmatch(piece.bare):
                return False
        return False

    def _unfinished(self, text: str, pieces: list[Part], last: int) -> bool:
        """Whether the next part still belongs to the title: an open 《, or the end of 印发…的通知 is missing."""
        if text.count("《") > text.count("》") or text.count("（") > text.count("）"):
            return True
        following = pieces[last + 1].bare if last + 1 < len(pieces) else ""
        if self._runs_on(text, pieces, last):
            return True
        waiting = _WAITS.search(text) and not _NOTICE_END.search(text)
        return bool(waiting) and _REST_OF_NOTICE.fullmatch(following) is not None

    def _runs_on(self, text: str, pieces: list[Part], last: int) -> bool:
        """Whether the next line ends the title that this one only seems to end: 关于推行…制度 / …制度的指导意见."""
        if "关于" not in text or last + 1 >= len(pieces) or not self._may_be_title(pieces[last + 1]):
            return False
        following = pieces[last + 1].bare
        if "关于" in following:
            return False
        match = self.ending.search(following)
        return match is not None and not _SETTLED.search(text) and following[: match.start()].endswith("的")

    def _finish(self, pieces: list[Part], first: int, last: int, text: str) -> Title:
        """Add the bracket on the next line; leave a 文号 in brackets out of the title."""
        if note := note_behind(pieces, last):
            text, last = text + note, last + 1
        span = (pieces[first].start, pieces[last].end)
        number = find_number(Part(text, 0, len(text)))
        if number and number[1][1] >= len(text) - 1:
            text = text[: number[1][0]].rstrip("（([〔")
            printed = find_number(pieces[last])
            span = (span[0], printed[1][0] - 1 if printed else span[1])
        if lead := _LEADING_NUMBER.match(text):
            text = text[lead.end() :]
            shown = _LEADING_NUMBER.match(pieces[first].text)
            span = (pieces[first].start + (shown.end() if shown else 0), span[1])
        return Title(tidy(text), span, first, last)


def note_behind(pieces: list[Part], last: int) -> str:
    """The bracket below a title that belongs to it, (2016—2020年) or (试行); "" where none does."""
    following = pieces[last + 1] if last + 1 < len(pieces) else None
    if following is None or not NOTE.match(following.text) or _is_remark(following.text) or find_number(following):
        return ""
    return following.bare


def _is_remark(text: str) -> bool:
    """（此件公开发布） and the like."""
    return NOTE.match(text) is not None and _OPEN_PUBLICATION.search(text) is not None


def tidy(text: str) -> str:
    """Without white space, 《》 that hold the whole, and a newspaper's 发布(全文)."""
    text = re.sub(r"\s", "", text)
    text = re.sub(r"\.(?:docx?|pdf|wps|txt)$|(?:发布|公布)?(?:[（(]全文[）)])?$", "", text)
    text = re.sub(r"^[（(][^（()）]{1,10}[）)](?=.{6})", "", text)
    whole = re.fullmatch(r"《([^《》]+)》", text)
    return whole[1] if whole else text
