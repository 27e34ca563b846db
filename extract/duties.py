"""From lines to duties: each segment's bodies in their role, rules for the whole paper obeyed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.annotations import Body, Findings
from extract.body_lists import as_bodies, is_body, no_name, nobody, split_bodies
from extract.document import Span
from extract.duty_grammar import Segment, load_grammar, parse_line
from extract.duty_lines import DutyLine
from extract.near import marks, near

_CUE = 4  # what a cue behind its list may take of a deadline (持续|推进)
_DEADLINE = re.compile(
    r"\d{4}年[^，,、；;]{0,12}(?:完成|前|底|实施|季度)|(?:每?年底|\d{1,2}月(?:底|末|[上中下]旬|\d{1,2}日)?)之?前?(?:完成|落实|实施)?"
    r"|(?:全年|长期|常年|常态化)(?:持续)?(?:坚持|推进|实施)?|持续(?:推进|实施)")
_MAX_NAME = 24
_LEADS, _JOIN = marks("牵头"), marks("以下", "不[再另]")
_RULE = re.compile("首|第[一1]|最前|前列|★|[*]|逗号|下同|以下|不[再另]")
"""One of these stands in every rule."""


@dataclass
class Rules:
    """What a paper says once for many lines: from which offset on it holds."""

    first_leads: int | None = None
    comma_leads: int | None = None
    all_join: list[tuple[int, tuple[Body, ...]]] = field(default_factory=list)


@dataclass
class Assignment:
    """What one line says: bodies by role in the order printed, the deadline, and which form it had."""

    roles: dict[str, list[Body]]
    deadline: str | None
    rule: str


def find_rules(text: str, lines: list[DutyLine]) -> Rules:
    """Rules hold from the line that prints them, or, in a note of their own, for the whole paper."""
    patterns, rules = load_grammar().rules, Rules()
    for name in ("first_leads", "comma_leads"):
        match = next(near(patterns[name], _LEADS, text, 40, 8), None)
        if match:
            inside = [line.start for line in lines if line.start <= match.start() < line.end]
            setattr(rules, name, inside[0] if inside else 0)
    for match in near(patterns["all_join"], _JOIN, text, 60, 60):
        group = "bodies" if match.group("bodies") else "bodies2"
        spans = [s for s in split_bodies(text, *match.span(group)) if is_body(text, s)]
        if spans:
            rules.all_join.append((match.start(), as_bodies(text, spans)))
    return rules


def read_line(text: str, line: DutyLine, rules: Rules, found: Findings) -> Assignment:
    """The bodies that a line names. What it names and cannot be a body goes to the ledger."""
    segments = parse_line(text, *_without_rules(text, line.inner))
    result = Assignment({}, None, "line" if line.cued else "bare")
    leads = any(s.role == "lead" for s in segments)
    for segment in segments:
        leads |= bool(result.roles.get("lead"))  # a rule makes one lead a line
        if segment.role == "deadline":
            result.deadline = text[segment.start:segment.end].strip(" 。；;，,\n")
        elif segment.role == "aside":
            found.leave(segment.start, segment.end, "responsibilities", f"{segment.cue} names no body")
        else:
            _take(text, segment, line, rules, leads, result, found)
    return result


def _without_rules(text: str, inner: Span) -> Span:
    """The line without a rule printed at its end (…，逗号前为牵头单位，下同)."""
    if not _RULE.search(text, *inner):
        return inner
    patterns = load_grammar().rules
    cuts = [m.start() for name in ("first_leads", "comma_leads", "ditto", "all_join")
            if (m := patterns[name].search(text, *inner)) and m.start() > inner[0] + 4]
    return inner[0], min(cuts, default=inner[1])


def _take(text: str, segment: Segment, line: DutyLine, rules: Rules, leads: bool, result: Assignment,
          found: Findings) -> None:
    spans = []
    vague = nobody().search(text, segment.start, segment.end) is not None
    for span in split_bodies(text, segment.start, segment.end):
        if vague and nobody().fullmatch(text, *span):
            found.leave(*span, "responsibilities", "names nobody in particular")
        elif is_body(text, span) or (segment.cue and _may_name(text, span)):
            spans.append(span)
        elif match := _DEADLINE.match(text, span[0], min(span[1] + _CUE, line.inner[1])):
            result.deadline = result.deadline or match.group()
        else:
            found.leave(*span, "responsibilities", "not the name of a body")
    role = segment.role or "joint"
    for role_, group in _by_rule(text, segment, spans, role, rules, line, leads):
        have = result.roles.setdefault(role_, [])
        have += [b for b in as_bodies(text, group, len(have) + 1) if b.surface not in {h.surface for h in have}]


def _may_name(text: str, span: Span) -> bool:
    """After an explicit cue an unknown name is believed unless it reads like a clause."""
    words = text[span[0]:span[1]]
    return 1 < len(words) <= _MAX_NAME and not no_name().search(words)


def _by_rule(text: str, segment: Segment, spans: list[Span], role: str, rules: Rules, line: DutyLine,
             leads: bool) -> list[tuple[str, list[Span]]]:
    """Apply "the first leads" or "before the comma leads" to a list that names no lead itself."""
    if role != "joint" or leads or len(spans) < 1:
        return [(role, spans)]
    if rules.comma_leads is not None and line.start >= rules.comma_leads:
        comma = next((i for i in range(segment.start, segment.end) if text[i] in "，,"), None)
        if comma is not None:
            return [("lead", [s for s in spans if s[1] <= comma]), ("joint", [s for s in spans if s[0] > comma])]
    if rules.first_leads is not None and line.start >= rules.first_leads:
        return [("lead", spans[:1]), ("joint", spans[1:])]
    return [(role, spans)]
