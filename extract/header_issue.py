"""Who issued a paper and when: signatures, the names in front of a title, and 文号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extract.document import Span
from extract.header_parts import DATE, Part, find_number, read_date
from extract.header_title import Title

Printed = tuple[str, Span | None]
"""A body's name, and where the text prints it."""
_LOST_MARKS = re.compile(r"(?P<y>[12]\d{3})(?P<md>\d{2,4})日?")
_APPROVED = re.compile(
    rf"[（(]\s*{DATE.pattern}\s*(?P<who>[\u4e00-\u9fff]{{3,40}}?)(?:[）)]|文?(?:印发|发布|公布|公告)|$)"
)
"""In brackets under a title: the date and who issued it, and the 文号 (2023年1月30日某市人民政府 …号文发布)."""
_OPENED = "（( \u3000"
_BRACKETS = ("（", "(")
_NATIONAL = ("国家", "中国", "中共中央")
_REGULATORS = ("监督管理委员会", "监督管理总局")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,6}监管(?:分局|局|办事处)")
_STAMPED = re.compile("[（(]代?[盖印]?章[）)]$")
_SHORT = re.compile(r"[省市州区县].*|.{,3}$")


def body_pattern(words: dict[str, Any]) -> re.Pattern[str]:
    """What a line that is one body's name, or several set side by side, looks like without its spaces."""
    endings = "|".join(sorted(words["body"]["endings"], key=len, reverse=True))
    excluded = "|".join(words["body"]["excluded"])
    name = r"[\u4e00-\u9fff、（）()“”]{1,60}?"
    return re.compile(rf"(?!.*(?:{excluded})){name}(?:{endings})(?:[（(][\u4e00-\u9fff]{{2,20}}[）)])?")


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies that sign, the date below them, and where it stands.

    `date` is None where no date follows, "" where it has lost its 年月日.
    """

    bodies: tuple[Printed, ...]
    date: str | None
    span: Span


def find_signature(pieces: list[Part], is_body: re.Pattern[str]) -> Signature | None:
    """The first bodies with a date under them (or beside them); else bodies alone at the end; else a date alone."""
    for at, piece in enumerate(pieces):
        date = _date_alone(piece, is_body)
        bodies = _bodies_above(pieces, at, is_body) if date is not None else ()
        if date or bodies:
            return Signature(bodies, date, (piece.start, piece.end))
    return _at_end(pieces, is_body)


def _date_alone(piece: Part, is_body: re.Pattern[str]) -> str | None:
    """The date of a part that is nothing but a date, perhaps with bodies before it and a note after it.

    "" for a date that has lost its 年月日 and can be read in two ways (2024111), None for any other part.
    """
    if piece.text[:1] in _BRACKETS and (approved := _APPROVED.match(piece.text)):
        return read_date(approved[0]) if is_body.fullmatch(approved["who"]) else None
    if piece.text[:1].isdecimal() and (lost := _LOST_MARKS.fullmatch(piece.bare)):
        return _only_reading(lost["y"], lost["md"])
    match = DATE.search(piece.text) if len(piece.text) <= 90 and "年" in piece.text else None
    if not match or "年" not in match[0]:
        return None
    rest = re.sub(r"[（(].{1,24}[）)]|\s", "", piece.text[: match.start()] + piece.text[match.end() :])
    rest = rest.removesuffix("印发").strip("()（）")
    return read_date(match[0]) if not rest or is_body.fullmatch(rest) else None


def _only_reading(year: str, digits: str) -> str:
    """Month and day that run together, where there is one way to part them: 65 is 6 and 5; else ""."""
    cuts = [(int(digits[:i]), int(digits[i:])) for i in (1, 2) if i < len(digits) and digits[i] != "0"]
    ways = [(m, d) for m, d in cuts if 0 < m <= 12 and 0 < d <= 31]
    return f"{year}-{ways[0][0]:02d}-{ways[0][1]:02d}" if len(ways) == 1 else ""


def _bodies_above(pieces: list[Part], at: int, is_body: re.Pattern[str]) -> tuple[Printed, ...]:
    """Bodies in the date's own part and in the parts right above it, in the order printed."""
    if approved := _APPROVED.match(pieces[at].text):
        return ((approved["who"], (pieces[at].start + approved.start("who"), pieces[at].start + approved.end("who"))),)
    match = DATE.search(pieces[at].text)
    front = pieces[at].text[: match.start()] if match else ""
    opened = len(front) - len(front.lstrip(_OPENED))
    found = _names(Part(front[opened:], pieces[at].start + opened, 0), is_body)
    while at > 0:
        at -= 1
        names = _names(pieces[at], is_body)
        if not names:
            break
        found = [*names, *found]
    return tuple(_branches(found))


def _branches(names: list[Printed]) -> list[Printed]:
    """A regulator's branch whose name was broken over two lines (…监督管理委员会 / 某市监管分局) is one body."""
    joined: list[Printed] = []
    for name, span in names:
        last = joined[-1] if joined else None
        if last and span and last[1] and _BRANCH.fullmatch(name) and last[0].endswith(_REGULATORS):
            joined[-1] = (last[0] + name, (last[1][0], span[1]))
        else:
            joined.append((name, span))
    return joined


def _names(piece: Part, is_body: re.Pattern[str]) -> list[Printed]:
    """The bodies of a part that holds nothing else: set apart by spaces, or one whose letters are spaced."""
    if not piece.bare or len(piece.text) > 160 or not is_body.fullmatch(piece.bare.replace("、", "")):
        return []
    names = [name for m in re.finditer(r"[^\s、，,]+", piece.text) for name in _apart(m[0], piece.start + m.start())]
    if all(is_body.fullmatch(name) and (len(name) > 2 or name[-1] == "委") for name, _ in names):
        return names
    return [(piece.bare, (piece.start, piece.start + len(piece.text.rstrip())))]


def unstamped(printed: Printed) -> Printed:
    """Without a note that another's seal stands for its own: 某领导小组办公室（代章）."""
    name, span = printed
    bare = _STAMPED.sub("", name)
    return bare, (span[0], span[1] - len(name) + len(bare)) if span else None


def _apart(run: str, start: int) -> list[Printed]:
    """Names printed without a space between them, parted where the first one's region is named again."""
    region = re.escape(run.removeprefix("中共")[:2])
    edges = [0]
    both = r"(?<=[省市县区州]委)(?=[省市县区州](?:人民)?政府)|(?<=委办公[厅室])(?=[省市县区州](?:人民)?政府办)"
    for cut in re.finditer(rf"(?<=[局委厅府会室院行心])(?={region}|国家税务总局|中国)|(?<=中共中央)(?=国务院)|{both}", run):
        branch = run[cut.start() :].startswith(run.removeprefix("中共")[:2]) and run.startswith(_NATIONAL, edges[-1])
        if not branch or edges[-1] == 0:
            edges.append(cut.start())
    edges.append(len(run))
    return [(run[a:b], (start + a, start + b)) for a, b in zip(edges, edges[1:], strict=False) if a < b]


def _at_end(pieces: list[Part], is_body: re.Pattern[str]) -> Signature | None:
    """Bodies without a date among the last parts, notes in brackets aside."""
    for at in range(len(pieces) - 1, max(len(pieces) - 6, 0), -1):
        names = _names(pieces[at], is_body)
        if names and not any(_SHORT.match(n) for n, _ in names):
            return Signature(tuple(names), None, (pieces[at].start, pieces[at].end))
    return None


def bodies_in_title(title: Title, text: str, is_body: re.Pattern[str]) -> tuple[Printed, ...]:
    """The bodies in front of 关于, 印发 or 转发 in a title, where they stand in the text."""
    match = re.match(r"(.{2,200}?)(?:关于|印发|转发|批转)", title.text)
    if not match or not is_body.fullmatch(match[1].replace("、", "")):
        return ()
    if title.span is None:
        return ((match[1], None),)
    start, end = title.span
    head = re.match(r"[\s\S]*?(?=关于|印\s*发|转\s*发|批\s*转)", text[start:end])
    window = head[0] if head else text[start:end]
    window = window[window.rfind("号") + 1 :] if find_number(Part(window, 0, len(window))) else window
    offset = start + (head[0].rfind(window) if head else 0)
    return tuple(_names(Part(window.rstrip(), offset, offset + len(window)), is_body)) or tuple(
        _letters(match[1], text, start, end)
    )


def _letters(name: str, text: str, start: int, end: int) -> list[Printed]:
    """A name whose letters are parted by line breaks, found in a stretch of text."""
    match = re.compile(r"\s*".join(map(re.escape, name))).search(text, start, end)
    return [(name, match.span())] if match else []


def bodies_in_news(pieces: list[Part], news: re.Pattern[str], is_body: re.Pattern[str]) -> tuple[Printed, ...]:
    """The bodies of which a news item says that they issued the paper (近日，甲、乙印发了《…》)."""
    for piece in pieces[:8]:
        match = news.search(piece.text)
        if match:
            start = piece.start + match.start("who")
            names = [name for m in re.finditer(r"[^\s、]+", match["who"]) for name in _apart(m[0], start + m.start())]
            if all(is_body.fullmatch(name) for name, _ in names):
                return tuple(names)
    return ()
