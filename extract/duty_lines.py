"""Finds the lines that state responsibility: in brackets, on lines of their own, at the end of an item."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extract.body_lists import is_body, no_name, split_bodies
from extract.document import Span
from extract.duty_grammar import cues_before, is_cued_behind, load_grammar, parse_line

_BRACKETS = re.compile(r"[（(〔\[【［「）)〕\]】］」]")
_ROUND, _SQUARE = "（(）)", "〔[【［「〕]】］」"
_CLOSED_BY = {closer: _ROUND if closer in _ROUND else _SQUARE for closer in "）)〕]】］」"}
_MAX_LINE = 900
_MIN_ITEM, _GAP_ABOVE = 6, 40
_BLANK = " \t　"
_AT_END = re.compile(r"[。；;.]?[ \t　]*\n?")
_GAP = re.compile(r"[ \u3000](?<=[\u4e00-\u9fff）)].)[ \u3000]*(?=\S)")
_LINE_END = re.compile(r"(?<!、)\n|(?<=[^\n])[ 　](?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])|。")


class DutyLine(NamedTuple):
    """A line that states who does something. `start`/`end` span it with its brackets, `inner` without.

    `cued` is false for a bare list of bodies.
    """

    start: int
    end: int
    inner: Span
    cued: bool


def find_lines(text: str, stops: list[int]) -> list[DutyLine]:
    """All responsibility lines in the order of the text, none inside another.

    `stops` are the offsets where numbered parts begin: a line without brackets ends there at the latest.
    """
    parts = set(stops)
    pairs = [pair for pair in _pairs(text) if pair[1] - pair[0] <= _MAX_LINE and pair[0] not in parts]
    anchor = load_grammar().anchor
    lines = list(_cued(text, [p for p in pairs if anchor.search(text, *p)]))
    lines = _with(lines, [own for own in _own_lines(text, stops) if not _overlaps(lines, own.start, own.end)])
    closing = [p for p in pairs if (end := _AT_END.match(text, p[1])) and (end[0].endswith("\n") or end.end() in parts or end.end() == len(text))]
    return _with(lines, list(_bare(text, [p for p in closing if not _overlaps(lines, *p)])))


def _with(lines: list[DutyLine], more: list[DutyLine]) -> list[DutyLine]:
    return sorted([*lines, *more], key=lambda line: line.start)


def _overlaps(lines: list[DutyLine], start: int, end: int) -> bool:
    """Of lines in order, none inside another."""
    at = bisect_left(lines, end, key=lambda line: line.start)
    return at > 0 and start < lines[at - 1].end


def _cued(text: str, pairs: list[Span]) -> Iterator[DutyLine]:
    """Brackets that hold a cue and a body, outermost first."""
    done = -1
    for start, end in pairs:
        if start >= done and _states_duty(text, (start + 1, end - 1)):
            done = end
            yield DutyLine(start, end, (start + 1, end - 1), True)


def _bare(text: str, pairs: list[Span]) -> Iterator[DutyLine]:
    """Of brackets that close a paragraph those that hold nothing but bodies."""
    for start, end in pairs:
        if _is_bare_list(text, (start + 1, end - 1)):
            yield DutyLine(start, end, (start + 1, end - 1), False)


def _pairs(text: str) -> list[Span]:
    """Bracket pairs, outermost first; a closer of the other width of the same shape closes too."""
    pairs: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        char = match[0]
        shape = _CLOSED_BY.get(char)
        if shape is None:
            stack.append((char, match.start()))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] in shape:
                pairs.append((stack[depth][1], match.end()))
                del stack[depth:]
                break
    return sorted(pairs)


def _states_duty(text: str, inner: Span) -> bool:
    """A cue word alone does not make a duty; a colon cue or a body beside it does."""
    if cues_before(text, *inner):
        return True
    if not is_cued_behind(text, *inner):
        return False
    segments = [s for s in parse_line(text, *inner) if s.role]
    return any(is_body(text, span) for s in segments for span in split_bodies(text, s.start, s.end))


def _is_bare_list(text: str, inner: Span) -> bool:
    """A bracket behind some text that holds nothing but bodies."""
    if text[inner[0] - 1] not in "（(〔[【" or not _behind_an_item(text, inner[0] - 1):
        return False
    spans = split_bodies(text, *inner)
    return bool(spans) and all(is_body(text, s) and not no_name().search(text[slice(*s)]) for s in spans)


def _behind_an_item(text: str, at: int) -> bool:
    """Whether some text stands before `at` on its line; a line of its own follows a sentence."""
    before = text[text.rfind("\n", 0, at) + 1:at].strip()
    return len(before) >= _MIN_ITEM or (not before and text[max(0, at - _GAP_ABOVE):at].rstrip().endswith(("。", "；", ";")))


def _own_lines(text: str, stops: list[int]) -> Iterator[DutyLine]:
    """`责任单位：A、B` on a line of its own or at the end of a paragraph, up to the line's end or the next part; what is
    told before it on the line (责任领导：某某 责任单位：A) belongs to it."""
    done, told = -1, (-1, -1)
    for head in cues_before(text, 0, len(text)):
        begins = _begins_clause(text, head.start())
        told_before = told[0] < head.start() < told[1] and text[head.start() - 1] in _BLANK
        if head.start() < done or not (begins or told_before):
            continue
        following = bisect_right(stops, head.start())
        stop = stops[following] if following < len(stops) else len(text)
        match = _LINE_END.search(text, head.end(), stop)
        end = match.start() if match else stop
        start = told[0] if told_before else head.start()
        if head.lastgroup in ("deadline", "aside"):
            told = start, end
            continue
        end = _with_following_cue(text, _where_list_ends(text, head.end(), end), stop)
        if text[head.end():end].strip():
            done = end
            yield DutyLine(start, end, (start, end), True)


def _where_list_ends(text: str, start: int, end: int) -> int:
    """In a paper that lost its line breaks a space ends the list, unless a body or a cue follows it."""
    for gap in _GAP.finditer(text, start, end):
        following = split_bodies(text, gap.end(), min(end, gap.end() + 60))
        cued = load_grammar().before.match(text, gap.end())
        if not cued and not (following and is_body(text, following[0])):
            return gap.start()
    return end


def _begins_clause(text: str, start: int) -> bool:
    while start and text[start - 1] in " \t　*":
        start -= 1
    return start == 0 or text[start - 1] in "\n。；;！）)”（(〔[【］」〕]】"


def _with_following_cue(text: str, end: int, stop: int) -> int:
    """`牵头单位：A。配合单位：B。`: the next cue, right behind, belongs to the same line."""
    grammar = load_grammar()
    while end < stop:
        at = end
        while at < stop and text[at] in "。；; \t　\n":
            at += 1
        head = grammar.before.match(text, at, stop)
        if head is None:
            return end
        match = _LINE_END.search(text, head.end(), stop)
        end = match.start() if match else stop
    return end
