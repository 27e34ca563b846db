"""Where the heading of a part ends: at its full stop, at the line's end, or, in running text, after the first clause."""

from __future__ import annotations

import re

_STOP = re.compile(r"[。\n；;](?:(?<=[。\n])|(?=\S))")
_CLAUSE = re.compile(r"[，,。；;：:（(〔\[【\n]")
_COMMA = re.compile(r"[，,]")
_SPACE = re.compile(r" (?<=[\u4e00-\u9fff”》）)] ) *(?=[\u4e00-\u9fff“《（(])")
_SHORT = 20  # a heading of a part without sub-parts may hold a comma up to this length
_BREAK = re.compile(r"\s*\n\s*")
_LONG = 60
_DUTY = re.compile(r"[（(〔\[【〈<](?=[^）)〕\]】〉>。\n]*?(?:[:：∶]|牵头|负责|配合))")
_RUNS_ON = "；;：:，,、。"
_TRIM = " \t　\n。：:;；，,、*#_【】"
_LEADING = re.compile(f"[{_TRIM}]*")


def heading_end(text: str, start: int, bound: int, has_parts: bool) -> int:
    """The end of a part's heading. `start` is where its mark ends, `bound` where its own text ends.

    A first sentence is the heading if it is short, or has no comma, or if sub-parts follow; else the part is running
    text and its first clause stands for a heading.
    """
    end = _first_sentence(text, start, bound)
    whole = has_parts or _own_line(text, end, bound) or not _COMMA.search(text, start, end)
    limit = _LONG if whole else _SHORT
    if bracket := _DUTY.search(text, start + 1, end):
        end = bracket.start()
    return end if end - start <= limit else first_clause(text, start, end)


def _own_line(text: str, end: int, bound: int) -> bool:
    """A line without a stop at its end, with the part's text below it."""
    return text[end:end + 1] == "\n" and text[end - 1] not in _RUNS_ON and text[end:bound].strip() != ""


def _first_sentence(text: str, start: int, bound: int) -> int:
    start = _behind_trim(text, start, bound)
    stop = _STOP.search(text, start, bound)
    end = stop.start() if stop else bound
    gap = _SPACE.search(text, start, end)
    return gap.start() if gap and gap.start() - start <= _LONG else end


def _behind_trim(text: str, start: int, bound: int) -> int:
    leading = _LEADING.match(text, start, bound)
    return leading.end() if leading else start


def first_clause(text: str, start: int, bound: int) -> int:
    """Where the first clause of running text ends."""
    start = _behind_trim(text, start, bound)
    stop = _CLAUSE.search(text, start, bound)
    return stop.start() if stop else bound


def title_of(text: str, start: int, end: int) -> str:
    """The heading without number, layout and final stop."""
    title = text[start:end].strip(_TRIM)
    return _BREAK.sub("", title) if "\n" in title else title
