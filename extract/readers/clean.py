"""Characters and line breaks: what is invisible goes out, and a paragraph becomes one line."""

from __future__ import annotations

import re
import unicodedata

from extract.readers.blocks import Block, Grid

_CONTROL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_INVISIBLE = re.compile(rf"[{_CONTROL}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP_LIMIT = 64
_RUN = re.compile(rf"([ \t\u3000])\1{{{_GAP_LIMIT},}}")
_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_READING = re.compile("(?<=[\u3400-\u9fff])[（(](?=[^）)]*[ü\u00e0-\u01dc])[a-zü\u00e0-\u01dc]{1,6}[）)]")
_READINGS = 3
_LOST_BREAK = re.compile(r"(?<=[。；;：:！？”）)】》…]) *\u3000{2,} *(?=\S)(?![≥≤<>＜＞]|[\d.]+%?(?:\s|$))")  # none between the cells of a row
_ANY_GAP = re.compile(r" *\u3000{2,} *(?=\S)")
_LONG_LINE = 200

_INDENT = re.compile(r"(?:\u3000{1,}| {2,}|\t)\s*\S")
_ITEM = re.compile(
    r"\s*(?:[（(〔]?[一二三四五六七八九十百]{1,4}[)）〕、.．]|[（(]\d{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百零\d]{1,5}[章节条编]|专栏"
    r"|附件|附表|[〔（(【]?(?:牵头|责任|配合|落实|参与|协办|承办)(?:单位|部门)|[—•·▪◆●■]\s?\S)"
)
_CLOSING = re.compile(r"\s*[、，。；：！？）》〕】”,;:!?)]")
_END = re.compile(r"[。；：！？…;:!?][”）)〕】]?$")
_OPEN_DUTY = re.compile(r"[（(〔](?:责|牵|配合|落实)[^（()）〔〕]{0,160}$")
_CLOSED = re.compile(r"[^（(〔]{0,160}(?:[）)〕]|[、，,]\s*$)")
_CELLS, _STOPS = 3, re.compile(r"[。，；;《〈]|,(?!\d)")
_PAGE_MARK = re.compile(r"\s*[—－-]\s*\d{1,3}\s*[—－-]\s*$")
_LOOSE = re.compile(
    r"(?<=[、，。；：）〕》,;)]) +(?=[\u4e00-\u9fff（〔《“])|(?<=[\u4e00-\u9fff〔（]) +(?=\d)"
    r"|(?<=[\d%％]) +(?=[\u4e00-\u9fff，。、；）〕%])"
)


_CUT_OFF = re.compile(r"[\u4e00-\u9fff]{2}[。；][\u4e00-\u9fff、，,“”（）()《》\d%％A-Za-z.·+-]{4,}(?<=[\u4e00-\u9fff、，,])$")
"""A line that ends in the midst of its second sentence or later; a heading or a name alone does not."""
_SENTENCE = re.compile(r"[\u4e00-\u9fff][，。；、]")


def characters(text: str) -> str:
    """Line ends as newlines, odd spaces as spaces, invisible characters out; width of digits and punctuation stays.

    Readings that a page's converter wrote behind characters (質(zhì)量) go out where there are several.
    """
    text = _RUN.sub(r"\1" * _GAP_LIMIT, _INVISIBLE.sub("", _SPACE.sub(" ", _BREAK.sub("\n", text))))
    return _READING.sub("", text) if len(_READING.findall(text)) >= _READINGS else text


def lines(text: str) -> list[str]:
    """The lines of a text, indentation kept; an indentation left inside a line is a line break that was lost."""
    found: list[str] = []
    for line in text.split("\n"):
        head = len(line) - len(line.lstrip())
        gap = _ANY_GAP if len(line) > _LONG_LINE else _LOST_BREAK
        pieces = gap.split(line[head:])
        found.append(line[:head] + pieces[0])
        found.extend("\u3000\u3000" + piece for piece in pieces[1:])
    return found


def join_wrapped(blocks: list[Block]) -> list[Block]:
    """Lines broken at the page's width are joined, so that a paragraph is one line. Tables are left as they are."""
    width = _page_width([b for b in blocks if isinstance(b, str)])
    joined: list[Block] = []
    rows: set[int] = set()  # of joined, those that are rows of a table
    last: str | None = None  # the latest printed line of the paragraph that grows at joined[-1]
    for block in blocks:
        if isinstance(block, Grid) or not block.strip():
            last = None
            joined.append(block)
            continue
        line = _PAGE_MARK.sub("", block) if width else block
        row = last is not None and _are_rows(last, line)
        free = not row and len(joined) - 1 not in rows
        if last is not None and free and (_goes_on(last, line, width) or _closes_duty(str(joined[-1]), line)):
            joined[-1] = f"{joined[-1]}{_gap(last, line)}{line.strip()}"
        else:
            rows |= {len(joined) - 1, len(joined)} if row else set()
            joined.append(line.rstrip())
        last = line
    return [_LOOSE.sub("", b) if width and isinstance(b, str) and i not in rows else b for i, b in enumerate(joined)]


def _goes_on(last: str, line: str, width: float) -> bool:
    """Whether `line` carries on the paragraph whose latest line is `last`."""
    if _CLOSING.match(line):
        return True
    if _INDENT.match(line) or _ITEM.match(line) or "\t" in line:
        return False
    if _CUT_OFF.search(last) and _SENTENCE.search(line):
        return True
    if not width:
        return False
    size = _size(last)
    return size >= width - 1.5 or (size >= 0.8 * width and not _END.search(last.rstrip()))


def _are_rows(last: str, line: str) -> bool:
    """Two lines of as many cells, parted by blanks and without a sentence's punctuation, are rows of a table."""
    cells = len(line.split())
    return cells >= _CELLS and cells == len(last.split()) and not _STOPS.search(last) and not _STOPS.search(line)


def _closes_duty(before: str, line: str) -> bool:
    """Whether a line of responsibility that opened its bracket ("…（责") is closed in `line`."""
    return _OPEN_DUTY.search(before, max(0, len(before) - 180)) is not None and _CLOSED.match(line) is not None


def _page_width(texts: list[str]) -> float:
    """The width, in Chinese characters, at which lines are broken; 0 where paragraphs are whole lines."""
    full = [t.rstrip() for t in texts if len(t.strip()) > 1]
    if len(full) < 12:
        return 0
    sizes = sorted(_size(t) for t in full)
    width = sizes[int(len(sizes) * 0.9)]
    broken = [t for t in full if 0.85 * width <= _size(t) <= 1.15 * width and not _END.search(t)]
    return width if 16 <= width <= 65 and len(broken) > 0.25 * len(full) else 0


def _size(line: str) -> float:
    """Printed width in Chinese characters; an ASCII character counts half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line.rstrip())


def _gap(last: str, line: str) -> str:
    """A space between two Latin words, nothing between Chinese characters."""
    return " " if last.rstrip()[-1:].isascii() and line.lstrip()[:1].isascii() and last.rstrip()[-1:].isalpha() else ""
