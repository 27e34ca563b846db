"""The title of a paper: its own, or that of the plan that a notice hands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from extract.document import Span
from extract.header_parts import NUMBER, Part, find_number, read_date

_BODY = re.compile(r"[。；;]|^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.]|第[一二三四五六七八九十]{1,3}[章节条](?!.*的通知)|\d{1,2}[.、])|^(?:为|根据|按照|经|现|近日|据)")
_ADDRESSEE = re.compile(r"^.{2,400}[：:]$", re.S)
_NOTE = re.compile(r"^[（(\[【].{1,24}[）)\]】]$")
_BRACKETED = re.compile(r"^[（(\[【].{1,80}[）)\]】]$")
_LEADING_NUMBER = re.compile(rf"^{NUMBER.pattern}\s*[-—－:：]?")
_NAMED = re.compile(r"《([^《》]+(?:[〈《][^〉》]+[〉》][^《》]*)?)》")
_HANDED = re.compile(r"(?:\(以下简称.{2,20}\)|（以下简称.{2,20}）)?(?:已经|业经|已|经|印发)")
_GARBLED_DATE = re.compile(r"[12]\d{5,7}日?")
_MOST_LINES = 5
_OPEN_PUBLICATION = re.compile(r"公开|发布|印发|来源|不发")
_TITLE_MARKS = str.maketrans("", "", "《》〈〉")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, without layout spaces and outer brackets; `first`/`last` are its parts' places."""

    text: str
    span: Span | None
    first: int = -1
    last: int = -1


class TitleReader:
    """Finds titles among the parts of a paper, by the words of `vocabulary/head.toml`."""

    def __init__(self, words: dict[str, Any], is_body: re.Pattern[str]) -> None:
        self._types = {ending: kind for kind, endings in words["types"].items() for ending in endings}
        self._notice = words["notice"]
        self._is_body = is_body

    @cached_property
    def _ending(self) -> re.Pattern[str]:
        """A title's last word, with the bracket that may follow it, or a 文号 in brackets."""
        kinds = "|".join(sorted(self._types, key=len, reverse=True))
        note = r"(?:\s*[（(〔\[][^（()）]{1,24}[）)〕\]])"
        return re.compile(rf"(?P<kind>{kinds}){note}?[》〉”]{{0,2}}{note}?(?:发布|公布)?(?:\.(?:docx?|pdf|wps|txt))?$")

    @cached_property
    def _handing_on(self) -> re.Pattern[str]:
        """A notice's title: what it hands on."""
        verbs = "|".join(self._notice["verbs"])
        return re.compile(
            rf"^(?P<who>.*?)(?:关于)?(?:重新)?(?:{verbs})(?:实施|执行)?(?P<what>.+?)(?:等\S{{0,8}})?的?(?:通知|公告|通告|函|决定|令)[》〉]?(?:[（(].*)?$"
        )

    @cached_property
    def _saying(self) -> re.Pattern[str]:
        """A headline that says who issued what, 《》 or not: 甲、乙印发…意见."""
        verbs = "|".join([*self._notice["verbs"], "出台", "制定"])
        return re.compile(rf"^(?P<who>[^关《]{{2,40}}?)(?:{verbs})了?(?P<what>(?!.*通知).+)$")

    @cached_property
    def _headline(self) -> re.Pattern[str]:
        """A news headline or first sentence that says who issued what: 甲、乙印发《…》."""
        return re.compile(rf"(?:{'|'.join(self._notice['verbs'])}|出台|制定)了?《(?P<what>[^《》]+(?:〈[^〉]+〉[^《》]*)?)》")

    @cached_property
    def _sentence(self) -> re.Pattern[str]:
        return re.compile(self._notice["sentence"])

    def kind(self, title: str) -> str | None:
        """通知, 意见, 方案, …: what the title's last word says; None where it says nothing."""
        match = self._ending.search(title)
        return self._types[match["kind"]] if match else None

    def read(self, pieces: list[Part]) -> tuple[Title | None, Title | None]:
        """The paper's title and, where a notice hands it on, the notice's own title."""
        top = self._block(pieces, 0)
        if top is None and (news := self._in_news(pieces)):
            return news, None
        handed = self._handed_on(top.text) if top else None
        start = top.last + 1 if top else 0
        told = next((i for i in range(start, min(start + 16, len(pieces))) if self._tells(pieces[i])), None)
        if handed is None and told is None:
            return top, None
        cited = self._cited(pieces[told]) if told is not None else None
        names = [name for name in (handed, cited and cited.text) if name]
        inner = self._inner(pieces, start if told is None else told + 1, names)
        if inner:
            return inner, top
        if handed and cited and _alike(cited.text, handed):
            return cited, top
        if handed and top:
            return self._inside(top, handed, pieces), top
        return (top, None) if top else (cited, None)

    def _in_news(self, pieces: list[Part]) -> Title | None:
        """The title that a news item's first sentences name, where the text goes on to give the paper."""
        for piece in pieces[:4]:
            match = self._headline.search(piece.text)
            if match and self._ending.search(match["what"]) and not re.search(r"贯彻|根据|按照|现将", piece.text[: match.start()]):
                return Title(_tidy(match["what"]), (piece.start + match.start("what"), piece.start + match.end("what")))
        return None

    def _tells(self, piece: Part) -> bool:
        """Whether a paragraph says that a paper is hereby handed on."""
        return len(piece.text) < 600 and "《" in piece.text and self._sentence.search(piece.bare) is not None

    def _cited(self, piece: Part) -> Title | None:
        """The title that a notice's sentence hands on: 现将《…》印发, 《…》已经同意; else the last before 印发."""
        until = next((m.start() for m in re.finditer("|".join(self._notice["verbs"]), piece.text)), len(piece.text))
        named = list(_NAMED.finditer(piece.text))
        told = [m for m in named if _HANDED.match(piece.text, m.end()) or piece.text[: m.start()].endswith(("现将", "制定了"))]
        before = [m for m in named if m.end() <= until]
        match = next(iter(told or before[-1:] or named), None)
        return Title(_tidy(match[1]), (piece.start + match.start(1), piece.start + match.end(1))) if match else None

    def _handed_on(self, title: str) -> str | None:
        """What a notice's title hands on, without 《》; None for a title that hands nothing on."""
        match = self._handing_on.match(title) or self._saying.match(title)
        if not match:
            return None
        what = match["what"]
        named = re.match(r"《(.+)》", what)
        what = named[1] if named else what
        return what if self._ending.search(what) else None

    def _inside(self, top: Title, what: str, pieces: list[Part]) -> Title:
        """The plan's title as it stands in the notice's title."""
        if top.span is None:
            return Title(what, None)
        printed = "".join(re.escape(c) + r"\s*" for c in what)
        window = "\n".join(p.text for p in pieces[top.first : top.last + 1])
        base = pieces[top.first].start
        match = re.search(printed.removesuffix(r"\s*"), window)
        exact = match and top.span[1] - top.span[0] == len(window)
        return Title(what, (base + match.start(), base + match.end()) if match and exact else top.span)

    def _inner(self, pieces: list[Part], start: int, names: list[str]) -> Title | None:
        """The title of a plan printed after its notice: one that resembles what the notice named, or the next."""
        for at in range(start, min(start + 24, len(pieces))):
            if exact := _spelled(pieces, at, names):
                return exact
            block = self._block(pieces, at, single=True)
            if block and block.first == at and (not names or any(_alike(block.text, name) for name in names)):
                longer = (n for n in names if n.startswith(block.text) and _NOTE.match(n[len(block.text) :]))
                return replace(block, text=next(longer, block.text))
        return None

    def _block(self, pieces: list[Part], start: int, *, single: bool = False) -> Title | None:
        """The first run of parts that makes a title, from `start` on; `single`: only one that begins just there."""
        at = start
        while at < min(start + 20, len(pieces)):
            if not single and at > start and (_ADDRESSEE.match(pieces[at].text) or self._stops(pieces[at])):
                return None
            title = self._grow(pieces, at)
            if title or single:
                return title
            if self._stops(pieces[at]):
                return None
            at += 1
        return None

    def _stops(self, piece: Part) -> bool:
        return len(piece.text) > 130 or _BODY.search(piece.text) is not None or _ADDRESSEE.match(piece.text) is not None

    def _grow(self, pieces: list[Part], at: int) -> Title | None:
        """A title that begins with part `at`: bodies, then a few parts, the last with a title's ending."""
        text, plain = "", 0
        if at + 1 < len(pieces) and self._starts_afresh(pieces[at], pieces[at + 1]):
            return None
        if _BRACKETED.match(pieces[at].text):
            return None
        for last in range(at, min(at + 9, len(pieces))):
            piece = pieces[last]
            if not self._may_be_title(piece) or len(text) > 150:
                return None
            body = self._is_body.fullmatch(piece.bare) is not None
            if body and not self._goes_on_from_body(pieces, last):
                return None
            text, plain = text + piece.bare, plain + (not body)
            if plain > _MOST_LINES:
                return None
            if self._ending.search(text) and not self._unfinished(text, pieces, last):
                return self._finish(pieces, at, last, text)
        return None

    def _starts_afresh(self, piece: Part, following: Part) -> bool:
        """Whether a line is no part of the title because the next one is whole: a body's name, 关于, and an ending."""
        if self._ending.search(piece.bare):
            return False
        who = re.match(r"(.{2,60}?)(?:关于|印发|转发)", following.bare)
        return who is not None and self._is_body.fullmatch(who[1]) is not None and not self._is_body.fullmatch(piece.bare)

    def _may_be_title(self, piece: Part) -> bool:
        text = piece.text
        if len(text) > 130 or _BODY.search(text) or _ADDRESSEE.match(text) or NUMBER.fullmatch(piece.bare):
            return False
        if piece.bare.endswith("文件") or _GARBLED_DATE.fullmatch(piece.bare) or (_NOTE.match(text) and _OPEN_PUBLICATION.search(text)):
            return False
        return not (read_date(text) and len(text) < 24 and not self._ending.search(text))

    def _goes_on_from_body(self, pieces: list[Part], at: int) -> bool:
        """Whether a body's name on a line of its own begins a title: 关于 or 印发 follows, at once or after more bodies."""
        for piece in pieces[at + 1 : at + 20]:
            if re.match(r"关于|印发|转发|批转|(?:公|通)告$|令$", piece.bare):
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
        waiting = re.search(r"(?:印发|转发|批转|下发)", text) and not re.search(r"(?:通知|公告|通告|函|决定|令|意见|》)(?:[（(].*)?$", text)
        return bool(waiting) and re.fullmatch(r".{0,40}的?(?:通知|公告|函)(?:[（(].*)?", following) is not None

    def _runs_on(self, text: str, pieces: list[Part], last: int) -> bool:
        """Whether the next line ends the title that this one only seems to end: 关于推行…制度 / …制度的指导意见."""
        if "关于" not in text or last + 1 >= len(pieces) or "关于" in pieces[last + 1].bare or not self._may_be_title(pieces[last + 1]):
            return False
        following = pieces[last + 1].bare
        match = self._ending.search(following)
        settled = re.search(r"(?:通知|意见|决定|公告|通告|批复|函)[》〉”]?(?:[（(].*)?$", text)
        return match is not None and not settled and following[: match.start()].endswith("的")

    def _finish(self, pieces: list[Part], first: int, last: int, text: str) -> Title:
        """Add the bracket on the next line, (2016—2020年) or (试行); leave a 文号 in brackets out of the title."""
        following = pieces[last + 1] if last + 1 < len(pieces) else None
        if following and _NOTE.match(following.text) and not _OPEN_PUBLICATION.search(following.text) and not NUMBER.search(following.text):
            text, last = text + following.bare, last + 1
        span = (pieces[first].start, pieces[last].end)
        number = find_number(Part(text, 0, len(text)))
        if number and number[1][1] >= len(text) - 1:
            text = text[: number[1][0]].rstrip("（([〔")
            printed = find_number(pieces[last])
            span = (span[0], printed[1][0] - 1 if printed else span[1])
        if lead := _LEADING_NUMBER.match(text):
            text = text[lead.end() :]
            printed = _LEADING_NUMBER.match(pieces[first].text)
            span = (pieces[first].start + (printed.end() if printed else 0), span[1])
        return Title(_tidy(text), span, first, last)


def _spelled(pieces: list[Part], at: int, names: list[str]) -> Title | None:
    """A title that spells one of the names over one to five parts."""
    text = ""
    for last in range(at, min(at + _MOST_LINES, len(pieces))):
        text += pieces[last].bare
        if text in names:
            return Title(text, (pieces[at].start, pieces[last].end), at, last)
    return None


def _tidy(text: str) -> str:
    """Without white space, 《》 that hold the whole, and a newspaper's 发布(全文)."""
    text = re.sub(r"\s", "", text)
    text = re.sub(r"\.(?:docx?|pdf|wps|txt)$|(?:发布|公布)?(?:[（(]全文[）)])?$", "", text)
    text = re.sub(r"^[（(][^（()）]{1,10}[）)](?=.{6})", "", text)
    whole = re.fullmatch(r"《([^《》]+)》", text)
    return whole[1] if whole else text


def _alike(title: str, named: str) -> bool:
    """Whether two titles are one: equal, one inside the other, or nearly the same characters."""
    a, b = (t.translate(_TITLE_MARKS).removeprefix("关于") for t in (title, named))
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return (shorter in longer and len(shorter) > 5) or SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.75

