"""The grammar of a responsibility line: cue + body list, repeated, the cue before its list or behind it.

`牵头单位：A；配合单位：B` and `A牵头，B、C配合，D按职责分工负责` say the same. Cue words and their roles are data
(vocabulary/duties.toml). Reference: DESIGN.md, decision 4; GUIDE.md, "tasks".
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from extract.alternatives import alternatives
from extract.body_lists import split_bodies
from extract.document import Span
from extract.near import Marks, begun_by, marks, near

_LONGEST_CUE, _LONGEST_NOTE = 60, 40
"""How many characters of a cue may stand before a colon in it or at its end, and behind one, spaces among them."""

_CHARGE, _OPENED = "负责", ("（", "(", "〔", "[", "【")


class Segment(NamedTuple):
    """One cue with its list. `role`: lead, cooperate, joint, deadline, aside; None where no cue was printed.

    `start`/`end` span the list; `cue` is the cue as printed, "" for a bare list.
    """

    role: str | None
    start: int
    end: int
    cue: str


@dataclass(frozen=True)
class Grammar:
    """The cues, compiled. `before` and `after` name their role in their group. Where no `anchor` stands, no cue does;
    without a `colon` none stands in front of a list, without an `after_mark` none behind one."""

    anchor: re.Pattern[str]
    colon: Marks
    before: re.Pattern[str]
    opening: re.Pattern[str]
    after_mark: re.Pattern[str]
    after: re.Pattern[str]
    with_: re.Pattern[str]
    until: re.Pattern[str]
    rules: dict[str, re.Pattern[str]]
    lead: re.Pattern[str]
    in_charge: re.Pattern[str]
    by: re.Pattern[str]
    helps: re.Pattern[str]
    remit: re.Pattern[str]
    seat: re.Pattern[str]
    before_office: re.Pattern[str]
    own_seat: re.Pattern[str]
    group: re.Pattern[str]


@cache
def load_grammar() -> Grammar:
    table = tomllib.loads((Path(__file__).parent / "vocabulary" / "duties.toml").read_text("utf-8"))
    return Grammar(
        re.compile("|".join(table["anchors"]["words"])),
        marks(*(f"{colon}(?<=[{_lasts(table['before'])}]{colon})" for colon in table["before"]["colons"])),
        begun_by(_firsts(table["before"]), _before(table["before"])),
        re.compile(_opening(table["before"])),
        re.compile(table["after"]["marks"]),
        begun_by(table["after"]["begin"], _after(table["after"])),
        re.compile(f"(?:{_either(table['with']['words'])})(?!{table['with']['nobody']})"),
        re.compile(table["with"]["until"]),
        {name: re.compile("|".join(shapes)) for name, shapes in table["rules"].items()},
        re.compile(table["prose"]["lead"] + table["prose"]["help"]),
        re.compile("{opens}(?P<list>{doers}{said}){in_charge}".format(**table["prose"])),
        re.compile(table["prose"]["by"]),
        re.compile(table["prose"]["helps"]),
        re.compile("{opens}(?P<list>{doers}){remit}".format(**table["prose"])),
        re.compile(table["prose"]["office"] + table["prose"]["seat"]),
        re.compile(table["prose"]["before_office"]),
        re.compile(table["prose"]["own_office"] + table["prose"]["seat"]),
        re.compile(table["prose"]["group"]),
    )


def _either(words: list[str]) -> str:
    return alternatives(words)


def _before(table: dict) -> str:  # type: ignore[type-arg]
    """`(?P<lead>…)|(?P<joint>…)` for "stem + noun", then words that need no noun, then the colon."""
    stems = table["stems"]
    nouns = _either(table["nouns"])
    note = r"(?:\s?[（(][^）)\n]{1,30}[）)])?"
    groups = []
    for role in ("lead", "cooperate", "joint"):
        bare = _either([w for w in table["bare"] if any(w.startswith(s) for s in stems[role])] or ["\0"])
        groups.append(f"(?P<{role}>(?:{_either(stems[role])})(?:及责任)?(?:{nouns})|{bare})")
    groups += [f"(?P<{role}>{_either(stems[role])})" for role in ("deadline", "aside")]
    return f"(?:各)?(?:{'|'.join(groups)}){note}\\s*[{''.join(table['colons'])}]"


def _opening(table: dict) -> str:  # type: ignore[type-arg]
    """A cue that lost its colon inside a bracket: "（责任单位市财政局，配合单位市住建局）"."""
    nouns = _either(table["nouns"])
    groups = (f"(?P<{role}>(?:{_either(table['stems'][role])})(?:{nouns}))" for role in ("lead", "cooperate", "joint"))
    return f"(?<=[（(〔\\[【，,；;])(?:{'|'.join(groups)})\\s*(?={table['whose']})"


def _firsts(table: dict) -> str:  # type: ignore[type-arg]
    """The characters that a cue in front of its list begins with."""
    words = [word for stems in table["stems"].values() for word in stems] + table["bare"]
    return "".join(sorted({"各", *(word[0] for word in words)}))


def _lasts(table: dict) -> str:  # type: ignore[type-arg]
    """The characters that may stand before its colon."""
    words = [word for stems in table["stems"].values() for word in stems] + table["bare"] + table["nouns"]
    return "".join(sorted({word[-1] for word in words})) + r"）)\s"


def _after(table: dict) -> str:  # type: ignore[type-arg]
    """A cue behind its list ends at punctuation, at the end of the line, or, for 牵头, anywhere."""
    ends = r"(?=\s*(?:[，,、；;。．.：:）)〕\]】\n]|$))"
    lead = f"(?P<lead>{'|'.join(table['lead'])})"
    rest = "|".join(f"(?P<{role}>{'|'.join(table[role])}){ends}" for role in ("joint", "cooperate", "charge"))
    return f"{lead}|{rest}"


def cues_before(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The cues in front of their lists in `text[start:end]`, in order; inside a bracket they may have lost the colon."""
    starts, of_text = _cues_of(text)
    cues = [cue for cue in of_text[bisect_left(starts, start):bisect_left(starts, end)] if cue.end() <= end]
    if text[start - 1:start] not in _OPENED or not (bare := list(load_grammar().opening.finditer(text, start, end))):
        return cues
    taken = {cue.start() for cue in cues}
    return sorted((*cues, *(b for b in bare if b.start() not in taken)), key=lambda cue: cue.start())


@lru_cache(maxsize=1)
def _cues_of(text: str) -> tuple[list[int], list[re.Match[str]]]:
    """Where the cues of a paper begin that end in a colon, and the cues, sought around that colon."""
    grammar = load_grammar()
    cues = list(near(grammar.before, grammar.colon, text, _LONGEST_CUE, _LONGEST_NOTE))
    return [cue.start() for cue in cues], cues


@lru_cache(maxsize=1000)
def parse_line(text: str, start: int, end: int) -> tuple[Segment, ...]:
    """The segments of the line `text[start:end]` in order, bodies not yet split. Where one leads by its cue, a single
    body that is in charge beside it answers with it ("A牵头，各市政府负责")."""
    segments = tuple(_segments(text, start, end))
    if not any(s.role == "lead" and not s.cue.startswith(_CHARGE) for s in segments):
        return segments
    return tuple(s._replace(role="joint") if s.role == "lead" and s.cue.startswith(_CHARGE) else s for s in segments)


def _segments(text: str, start: int, end: int) -> Iterator[Segment]:
    heads = cues_before(text, start, end)
    yield from _behind(text, start, heads[0].start() if heads else end, None, "")
    for head, stop in zip(heads, [*(h.start() for h in heads[1:]), end], strict=bool(heads)):
        yield from _behind(text, head.end(), stop, head.lastgroup, head.group())


def _behind(text: str, start: int, end: int, role: str | None, cue: str) -> Iterator[Segment]:
    """Cut a stretch at the cues that stand behind their lists; what is left has the role of the cue in front."""
    if role in ("deadline", "aside"):
        yield Segment(role, start, end, cue)
        return
    at, grammar = start, load_grammar()
    for match in grammar.after.finditer(text, start, end) if grammar.after_mark.search(text, start, end) else ():
        if match.start() <= at:
            at = max(at, match.end())
            continue
        yield from _with(text, at, match.start(), _role_behind(text, at, match), match.group())
        at = match.end()
    if text[at:end].strip(" 、，,；;。.\n"):
        yield from _with(text, at, end, role, cue)


def _role_behind(text: str, start: int, match: re.Match[str]) -> str:
    """负责 alone is lead for one body, joint for several; any other cue says its role."""
    if match.lastgroup != "charge":
        return str(match.lastgroup)
    several = len(split_bodies(text, start, match.start())) > 1 or "等" in text[match.start() - 6:match.start()]
    return "joint" if several else "lead"


def _with(text: str, start: int, end: int, role: str | None, cue: str) -> Iterator[Segment]:
    """`A会同B、C`: A keeps the role, B and C cooperate."""
    match = load_grammar().with_.search(text, start + 1, end)
    if match is None or role == "cooperate":
        yield Segment(role, start, end, cue)
        return
    yield Segment("lead" if role in (None, "joint", "lead") else role, start, match.start(), cue)
    until = load_grammar().until.search(text, match.end(), end)
    yield Segment("cooperate", match.end(), until.start() if until else end, match.group())


def is_cued_behind(text: str, start: int, end: int) -> bool:
    """Does a cue that follows its list stand in these words?"""
    return load_grammar().after.search(text, start, end) is not None


def body_spans(text: str, segment: Segment) -> Sequence[Span]:
    return split_bodies(text, segment.start, segment.end)
