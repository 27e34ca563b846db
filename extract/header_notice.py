"""Papers that hand on another one: a notice with a plan, a news item with the paper it tells of."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from extract.header_parts import Part, starts_body
from extract.header_title import MOST_LINES, NOTE, Title, TitleLines, note_behind, tidy

_TITLE_MARKS = str.maketrans("", "", "《》〈〉")
_NAMED = re.compile(r"《([^《》]+(?:[〈《][^〉》]+[〉》][^《》]*)?)》")
_HANDED = re.compile(r"(?:[（(]以下简称.{2,20}[）)])?(?:已经|业经|已|经|印发)")
_CITING = re.compile(r"贯彻|根据|按照|现将")


class TitleReader:
    """Finds titles among the parts of a paper, by the words of `vocabulary/head.toml`."""

    def __init__(self, words: dict[str, Any], lines: TitleLines) -> None:
        self._lines = lines
        self._notice = words["notice"]

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
        verbs = "|".join([*self._notice["verbs"], "出台", "制定"])
        return re.compile(rf"(?:{verbs})了?(?:关于(?:公开)?征求)?《(?P<what>[^《》]+(?:〈[^〉]+〉[^《》]*)?)》")

    @cached_property
    def _sentence(self) -> re.Pattern[str]:
        return re.compile(self._notice["sentence"])

    def read(self, pieces: list[Part]) -> tuple[Title | None, Title | None]:
        """The paper's title and, where a notice hands it on, the notice's own title."""
        top = self._lines.first(pieces)
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
            citing = match and _CITING.search(piece.text[: match.start()])
            if match and not citing and self._lines.ending.search(match["what"]):
                return Title(tidy(match["what"]), (piece.start + match.start("what"), piece.start + match.end("what")))
        return None

    def _tells(self, piece: Part) -> bool:
        """Whether a paragraph says that a paper is hereby handed on."""
        return len(piece.text) < 600 and "《" in piece.text and self._sentence.search(piece.bare) is not None

    def _cited(self, piece: Part) -> Title | None:
        """The title that a notice's sentence hands on: 现将《…》印发, 《…》已经同意; else the last before 印发."""
        until = next((m.start() for m in re.finditer("|".join(self._notice["verbs"]), piece.text)), len(piece.text))
        named = list(_NAMED.finditer(piece.text))
        now = tuple(m.start() for m in named if piece.text[: m.start()].endswith(("现将", "制定了")))
        told = [m for m in named if m.start() in now or _HANDED.match(piece.text, m.end())]
        before = [m for m in named if m.end() <= until]
        match = next(iter(told or before[-1:] or named), None)
        return Title(tidy(match[1]), (piece.start + match.start(1), piece.start + match.end(1))) if match else None

    def _handed_on(self, title: str) -> str | None:
        """What a notice's title hands on, without 《》; None for a title that hands nothing on."""
        match = self._handing_on.match(title) or self._saying.match(title)
        if not match:
            return None
        what = match["what"]
        named = re.match(r"《(.+)》", what)
        what = named[1] if named else what
        return what if self._lines.ending.search(what) else None

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
            if starts_body(pieces[at]):
                return None
            if exact := _spelled(pieces, at, names):
                return exact
            block = self._lines.at(pieces, at)
            if block and (not names or any(_alike(block.text, name) for name in names)):
                longer = (n for n in names if n.startswith(block.text) and NOTE.match(n[len(block.text) :]))
                return replace(block, text=next(longer, block.text))
        return None


def _spelled(pieces: list[Part], at: int, names: list[str]) -> Title | None:
    """A title that spells one of the names over one to five parts."""
    text = ""
    for last in range(at, min(at + MOST_LINES, len(pieces))):
        text += pieces[last].bare
        if text in names:
            note = note_behind(pieces, last)
            last += bool(note)
            return Title(text + note, (pieces[at].start, pieces[last].end), at, last)
    return None


def _alike(title: str, named: str) -> bool:
    """Whether two titles are one: equal, one inside the other, or nearly the same characters."""
    a, b = (t.translate(_TITLE_MARKS).removeprefix("关于") for t in (title, named))
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return (shorter in longer and len(shorter) > 5) or SequenceMatcher(None, a, b, autojunk=False).ratio() > 0.75
