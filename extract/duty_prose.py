"""Responsibility said in running text: `由市发改委牵头，会同市财政局…`, `领导小组办公室设在市市场监管局`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from extract.annotations import Findings, Membership
from extract.bodies import load_bodies
from extract.body_lists import is_body, no_name, split_bodies
from extract.document import Span, sentence_around
from extract.duty_grammar import load_grammar
from extract.duty_lines import DutyLine
from extract.near import marks, near, spots
from extract.tasks import is_article

_STEMS, _COLONS = "牵头|责任|配合|落实|承办|协办|主办|参与", "[:：∶]"
_CUES = marks(*(rf"{noun}(?<=(?:{_STEMS}){noun})\s*{_COLONS}" for noun in ("单位", "部门")),
              "牵头(?<=[局委部厅办会府院署司社处]牵头)", "按职责分工负责")
_CHARGE = marks(*(f"{cue}(?<=[局委办部厅院会府处门位关行业应当体一筹，,：:）)]..)" for cue in ("负责", "会同", "协助", "配合")))
_REMIT = marks(r"职责(?:分工|范围内)?(?!(?:分工|范围|负责|落实|配合)*[)）〕\]】。；;\n、])")
_FIRM = ("：负责", ":负责")
_BY = marks("负责(?<=[局委办部厅院会府处门位关行心司社工责]负责)", "牵头(?<=[局委办部厅院会府]牵头)")
_HELPS = marks("协助", "配合", "参与", "派员参加")
_SEAT, _LEAD = marks("设[在于]"), marks("牵头", "负责[，,。；;\n]", "承办[，,]")


def prose_lines(text: str, lines: list[DutyLine], found: Findings) -> list[DutyLine]:
    """Sentences in which 由…牵头 names bodies; memberships go to `found`."""
    taken = [(line.start, line.end) for line in lines]
    _seats(text, found)
    prose: list[DutyLine] = []
    grammar = load_grammar()
    remit, in_charge = near(grammar.remit, _REMIT, text, 90, 20), near(grammar.in_charge, _CHARGE, text, 90, 110)
    by = [m for m in near(grammar.by, _BY, text, 70, 80) if _in_article(found, m.start())]
    helped = [m for m in by if m["help"] and _bodies(text, m.span("help"))]
    alone = (m for m in (*near(grammar.lead, _LEAD, text, 90, 150), *by)
             if not any(line.start < m.end() and m.start() < line.end for line in prose))
    for match in chain(helped, alone, remit, (m for m in in_charge if not m["help"] or _bodies(text, m.span("help")))):
        if _inside(taken, match.start()):
            continue
        firm = match.group().endswith(_FIRM)
        if _bodies(text, match.span("list")) and _in_item(found, taken, match.start(), firm):
            start = match.start("list")
            prose.append(DutyLine(start, match.end(), (start, match.end()), True))
    return [*prose, *_helpers(text, [*taken, *((line.start, line.end) for line in prose)], found)]


def _helpers(text: str, taken: list[Span], found: Findings) -> Iterator[DutyLine]:
    """Who helps, in a clause of an article (…，县公安局、县税务局配合核实情况。)"""
    for match in near(load_grammar().helps, _HELPS, text, 120, 30):
        span = match.start("list"), match.end("cue")
        free = not any(a < span[1] and span[0] < b for a, b in taken)
        if free and _in_article(found, match.start()) and _bodies(text, match.span("list")):
            yield DutyLine(*span, span, True)


def _bodies(text: str, span: Span) -> bool:
    """Whether a list names bodies and nothing else, or works whose 部门 stands behind the last (市教育、财政部门)."""
    spans = split_bodies(text, *span)
    shared = bool(spans) and (text.endswith("部门", *spans[-1]) or text.startswith("等部门", spans[-1][1]))
    return bool(spans) and all((is_body(text, s) or (shared and _is_work(text[slice(*s)]))) and not no_name().search(text[slice(*s)])
                               for s in spans)


def _is_work(words: str) -> bool:
    return load_bodies().is_body(f"{words}部门")


def _inside(spans: list[Span], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _joined(spans: set[Span]) -> list[Span]:
    """The same stretches in order, those that overlap made one."""
    joined: list[Span] = []
    for a, b in sorted(spans):
        if joined and a < joined[-1][1]:
            joined[-1] = joined[-1][0], max(b, joined[-1][1])
        else:
            joined.append((a, b))
    return joined


def _in_item(found: Findings, taken: list[Span], at: int, firm: bool) -> bool:
    """Where lines of their own carry responsibility, prose counts only in an item that has no line; `firm`, in any
    part that has none."""
    if not taken:
        return True
    around = [s for s in found.outline if s.start <= at < s.end]
    free = bool(around) and not any(around[-1].start <= a < around[-1].end for a, _ in taken)
    return free and (firm or len(around) > 1)


def _in_article(found: Findings, at: int) -> bool:
    """Whether it stands in an article (第九条): those say in sentences who is in charge of what."""
    around = [s for s in found.outline if s.start <= at < s.end]
    return bool(around) and is_article(around[-1].mark)


def _seats(text: str, found: Findings) -> None:
    for match in near(load_grammar().seat, _SEAT, text, 60, 30):
        seat = match.span("seat")
        start = max((m.end() for m in load_grammar().before_office.finditer(text, *match.span("office"))), default=match.start("office"))
        if is_body(text, seat) and match.end("office") - start > 3:
            office = text[start:match.end("office")]
            found.memberships.append(Membership(match.group("seat"), office, start, match.end(), "seat"))
    for match in near(load_grammar().own_seat, _SEAT, text, 30, 30):
        _seat_of_group(text, match, found)


def _seat_of_group(text: str, match: re.Match[str], found: Findings) -> None:
    """…领导小组统筹推进，办公室设在市市场监管局: the office is that of the group named last in the paragraph."""
    named = list(load_grammar().group.finditer(text, text.rfind("\n", 0, match.start()) + 1, match.start()))
    if not named or not is_body(text, match.span("seat")):
        return
    start, end = named[-1].span()
    start = max((m.end() for m in load_grammar().before_office.finditer(text, start, end)), default=start)
    if is_body(text, (start, end)):
        found.memberships.append(Membership(match["seat"], text[start:end] + "办公室", start, match.end(), "seat"))


def leave_cues(text: str, found: Findings) -> None:
    """Every responsibility cue that no duty covers goes to the ledger."""
    taken = _joined({(d.start, d.end) for d in found.duties})
    starts = [a for a, _ in taken]
    noted = [(e.start, e.end) for e in found.ledger]
    for cue, behind in spots(_CUES, text, 0, len(text)):
        within = bisect_right(starts, cue) - 1
        if within >= 0 and cue < taken[within][1] or _inside(noted, cue):
            continue
        start, end = sentence_around(text, cue, behind)
        reason = "line without a body" if text[behind - 1] in _COLONS else "cue in running text"
        found.leave(start, end, "responsibilities", reason)
        noted.append((start, end))
