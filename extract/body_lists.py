"""Splits the printed list of a duty into bodies.

`发展改革委、财政部和各省级人民政府` is three; `各镇、街道` and `各县(市、区)人民政府` are one each; `文化和旅游局` is one,
because 文化 alone is no body. Reference: GUIDE.md, "tasks".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from extract.alternatives import alternatives
from extract.annotations import Body
from extract.bodies import load_bodies
from extract.document import Span

_OPEN, _CLOSE = "（(〔[【<〈", "）)〕]】>〉"
_COMMAS = "、，,；;：:。\t"
_STRIP = " \t　\n、，,；;。.：:∶由"
_MARKS = re.compile(f"[{re.escape(_OPEN + _CLOSE + _COMMAS)}]")
_CUT = re.compile(f"[等会是组{re.escape(_OPEN)}]")  # begins what is cut off behind a body
_MAX_BODY = 40
_LEVELS = frozenset("省市州县")
_COMMITTEES = ("管委会", "管理委员会", "管委")
_TOWNS, _TOWN_SEATS = re.compile("各(?:乡|镇|街)"), re.compile("(?:街道|乡镇?|镇)(?:办事处|人民政府|政府)")
_SPACES = re.compile(r"[ \u3000\n]+")


@cache
def _table() -> dict[str, str | list[str]]:
    raw = tomllib.loads((Path(__file__).parent / "vocabulary" / "duties.toml").read_text("utf-8"))
    nobody = f"(?:{alternatives(raw['with']['words'])}){raw['with']['nobody']}"
    return {**raw["list"], "nobody": nobody}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _table()
    joiners = "|".join(sorted(table["and"], key=len, reverse=True))
    return {
        "and": re.compile(joiners),
        "tail": re.compile(f"等(?:{table['tail']})?(?:共同)?$|(?<=[局委办厅部府会院心])等.{{0,6}}$|{table['nobody']}$|{table['said']}$"),
        "generic": re.compile(str(table["generic"])),
        "each": re.compile(f"{table['each']}{table['generic']}"),
        "complete": re.compile("(?:政府|办事处|管委会|党工委|党委)$"),
        "aside": re.compile(str(table["aside"])),
        "vague": re.compile(str(table["vague"])),
        "run_on": re.compile(str(table["run_on"])),
    }


@cache
def no_name() -> re.Pattern[str]:
    """What no name of a body holds."""
    return re.compile(str(_table()["no_name"]))


def nobody() -> re.Pattern[str]:
    """What names nobody in particular (有关部门)."""
    return _patterns()["vague"]


@lru_cache(maxsize=1000)
def split_bodies(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Spans of the bodies of the list `text[start:end]`, in order. Words after 等 and joiners are left out."""
    pieces = spans = [(a, b) for a, b in _pieces(text, start, end) if a < b]
    if _SPACES.search(text, start, end):
        spans = [part for a, b in spans for part in _parted_at_spaces(text, a, b)]
    spans = _merged(text, spans)
    if _patterns()["run_on"].search(text, start, end):
        spans = [part for a, b in spans for part in _parted_where_run_on(text, a, b)]
    if _patterns()["and"].search(text, start, end):
        spans = [part for a, b in spans for part in _parted_at_and(text, a, b)]
    return tuple(pieces if spans == pieces else [(a, b) for a, b in (_trimmed(text, *span) for span in spans) if a < b])


def as_bodies(text: str, spans: Sequence[Span], first: int = 1) -> tuple[Body, ...]:
    """Bodies with their rank; layout inside a name is left out of its surface."""
    return tuple(Body("".join(text[a:b].split()), a, b, first + i) for i, (a, b) in enumerate(spans))


def is_body(text: str, span: Span) -> bool:
    """Could these words be the name of a public body?"""
    return _is_name("".join(text[span[0]:span[1]].split()))


@lru_cache(maxsize=20_000)
def _is_name(surface: str) -> bool:
    if _patterns()["each"].fullmatch(surface):
        return True
    return 1 < len(surface) <= _MAX_BODY and load_bodies().is_body(surface)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at commas that stand outside brackets."""
    depth, at = 0, start
    for mark in _MARKS.finditer(text, start, end):
        if mark.group() in _OPEN:
            depth += 1
        elif mark.group() in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            yield _trimmed(text, at, mark.start())
            at = mark.end()
    yield _trimmed(text, at, end)


def _parted_at_spaces(text: str, start: int, end: int) -> list[Span]:
    """Part at white space where each part is a body of its own; elsewhere white space is layout."""
    gaps = [m.span() for m in _SPACES.finditer(text, start, end)]
    if not gaps:
        return [(start, end)]
    edges = [start, *(i for gap in gaps for i in gap), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    own = all(is_body(text, part) and text[part[0]] not in _OPEN for part in parts)
    return parts if own else [(start, end)]


def _parted_where_run_on(text: str, start: int, end: int) -> Iterator[Span]:
    """Part 市住房城乡建设局市财政局, printed without a comma, where both halves are bodies."""
    for match in _patterns()["run_on"].finditer(text, start + 2, end):
        cut = match.end()
        if is_body(text, (start, cut)) and is_body(text, (cut, end)):
            yield start, cut
            yield from _parted_where_run_on(text, cut, end)
            return
    yield start, end


def _merged(text: str, pieces: list[Span]) -> list[Span]:
    """Put 各镇 and 街道 together again: a bare kind of place after an incomplete 各… continues it."""
    out = list[Span]()
    for a, b in pieces:
        before = text[out[-1][0]:out[-1][1]] if out else ""
        first = _patterns()["and"].split(text[a:b], maxsplit=1)[0] if before.startswith("各") else text[a:b]
        if _goes_on(before, first.removesuffix("等")):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


@lru_cache(maxsize=10_000)
def _goes_on(before: str, piece: str) -> bool:
    """各镇|街道, 各市（州）|各县（市）人民政府, 各县区人民政府|管委会, 各镇人民政府|街道办事处, 市州|县区人民政府 and
    市|区财政部门 are one body each; 各镇|各街道 two."""
    patterns = _patterns()
    if before in _LEVELS and piece.endswith("部门"):
        return True
    kinds = patterns["generic"].fullmatch(before) and not patterns["complete"].search(before)
    if kinds and patterns["generic"].fullmatch(piece) and patterns["complete"].search(piece):
        return True
    if not patterns["each"].fullmatch(before.split("、")[0]):
        return False
    if patterns["complete"].search(before):
        return piece in _COMMITTEES or bool(_TOWNS.match(before) and _TOWN_SEATS.fullmatch(piece))
    more = patterns["complete"].search(piece) and patterns["each"].fullmatch(piece)
    return bool(patterns["generic"].fullmatch(piece) or more)


def _parted_at_and(text: str, start: int, end: int) -> Iterator[Span]:
    """Part at 和, 及 … where both sides are bodies and the whole is none that the registry knows."""
    bodies = load_bodies()
    for joiner in _patterns()["and"].finditer(text, start + 1, end - 1):
        left, right = _trimmed(text, start, joiner.start()), _trimmed(text, joiner.end(), end)
        if _inside_brackets(text, start, joiner.start()) or right[1] - right[0] < 3:
            continue
        ends_list = text[left[1]:joiner.start()].startswith("等")
        if _patterns()["generic"].fullmatch(text[slice(*left)]):
            continue
        if ends_list or (is_body(text, left) and _opens_body(text, right)):
            if bodies.longest(text, start, end) == end and not ends_list:
                continue
            yield left
            yield from _parted_at_and(text, *right)
            return
    yield start, end


def _opens_body(text: str, span: Span) -> bool:
    """The words up to the next joiner, or all of them, name a body."""
    if is_body(text, span):
        return True
    return any(is_body(text, (span[0], j.start())) for j in _patterns()["and"].finditer(text, *span))


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return sum(c in _OPEN for c in text[start:at]) > sum(c in _CLOSE for c in text[start:at])


def _trimmed(text: str, start: int, end: int) -> Span:
    first, last = _kept(text[start - 1:end] if start else "\n" + text[:end])
    return start + first - 1, start + last - 1


@lru_cache(maxsize=10_000)
def _kept(words: str) -> Span:
    """What of the words behind the first character is a body's name; the same names come again and again."""
    end = len(words.rstrip(_STRIP)) or 1
    start = min(end, len(words) - len(words[1:].lstrip(_STRIP)))
    if not _CUT.search(words, start, end):
        return start, end
    aside = _patterns()["aside"].search(words, start, end)
    end = aside.start() if aside and aside.start() > start else end
    tail = _patterns()["tail"].search(words, start, end)
    return start, max(start, tail.start()) if tail else end


def issuers_of(printed: str) -> list[str]:
    """The bodies of a joint issue, also where they run on without a comma (中共中央国务院)."""
    found = []
    for start, end in split_bodies(printed, 0, len(printed)):
        while (cut := load_bodies().longest(printed, start, end)) and cut < end and is_body(printed, (cut, end)):
            found.append(printed[start:cut])
            start = cut
        found.append(printed[start:end])
    return ["".join(name.split()) for name in found if name]
