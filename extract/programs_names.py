"""Names of undertakings by what they end in: where such a name begins, and whether it says anything at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_STOP = "，,。；;：:！!？?、\n\t 　《》／/—…|“‘「『(（[【〔"
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", ")": "(", "）": "（", "]": "[", "】": "【", "〕": "〔", '"': '"'}
_QUOTES = re.compile(r"[“”‘’「」『』\"]")
_CHAIN = re.compile(r"[、]")
_REACH = 46
"""A name is at most so long, in characters, coordinated parts included."""


def alternation(words: list[str]) -> str:
    """The longest first, so that a word never hides one that it begins."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


def bare(name: str) -> str:
    """Without quotes and white space."""
    return re.sub(r"\s", "", _QUOTES.sub("", name))


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: `text` without quotes; the span is as printed."""

    text: str
    start: int
    end: int
    rule: str


class Headed:
    """Finds names that end in a head word (行动, 工程, …)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        heads, left = table["heads"], table["left"]
        self._tier = {h: tier for tier in ("weak", "bound", "free") for h in heads[tier]}
        never = alternation(table["follow"]["never"])
        self._head = re.compile(f"(?:{alternation(list(self._tier))})(?!{never})")
        self._further = re.compile(f"[^，,。；;：:！？、\\n\\t《》“”和与及的等为以]{{0,7}}?(?:{alternation(list(self._tier))})(?!{never})")
        self._verb = re.compile(alternation(left["verbs"]))
        self._light, self._strong = set(left["light"]), set(left["verbs"]) - set(left["light"])
        self._drop = re.compile(f"^(?:{alternation(left['drop'])})+")
        self._break = re.compile(f"^.*(?:{alternation(left['breaks'])})")
        self._others = re.compile(f"(?:{alternation(left['others'])})[^，。]{{0,4}}$")
        self._generic = re.compile(alternation(table["generic"]["words"]))
        self._never = re.compile(table["generic"]["never"])
        self._marked = re.compile(f"(?:{alternation(heads['marked'])})$")

    def find(self, text: str) -> Iterator[Name]:
        """Names in the order of the text. `text` has names of papers blanked out."""
        for m in self._head.finditer(text):
            if self._further.match(text, m.end(), m.end() + 14):
                continue
            yield from self._names(text, m.start(), m.end())

    def _names(self, text: str, head: int, end: int) -> Iterator[Name]:
        start = walk_left(text, head)
        begin, verb = self._boundary(text, start, head)
        if not verb and start and text[start - 1] == "、":
            items = self._chain(text, start, head)
            if items:
                yield from self._coordinated(text, items, head, end)
                return
        name = self._judged(text, begin, head, end, verb)
        if name:
            yield name

    def _boundary(self, text: str, start: int, head: int) -> tuple[int, bool]:
        """Where the name begins, and whether a verb of doing stands right in front of it."""
        segment = hide_quoted(text[start:head])
        begin, found = 0, False
        for m in self._verb.finditer(segment):
            if len(segment) - m.end() < 2:
                break
            if m.group() in self._light and (m.start() > begin or found):
                continue
            begin, found = m.end(), found or m.group() in self._strong
        cut = self._break.match(segment[begin:])
        if cut and len(segment) - begin - cut.end() >= 2:
            begin += cut.end()
        dropped = self._drop.match(segment[begin:])
        if dropped and len(segment) - begin - dropped.end() >= 2:
            begin += dropped.end()
        return start + begin, found

    def _chain(self, text: str, start: int, head: int) -> list[tuple[int, int]]:
        """Spans of the items of "实施A、B、C专项行动", if a verb stands in front of the first; else nothing."""
        items = [(start, head)]
        while items[0][0] and text[items[0][0] - 1] == "、" and head - items[0][0] < _REACH:
            stop = items[0][0] - 1
            items.insert(0, (walk_left(text, stop), stop))
        begin, verb = self._boundary(text, *items[0])
        if not verb or head - begin > _REACH or self._head.search(text, begin, start):
            return []
        return [(begin, items[0][1]), *items[1:]]

    def _coordinated(self, text: str, items: list[tuple[int, int]], head: int, end: int) -> Iterator[Name]:
        """One name where the items are short ("水、大气、土壤污染防治行动计划"), else one for each item."""
        if min(b - a for a, b in items[:-1]) <= 4:
            name = self._judged(text, items[0][0], head, end, True)
            if name:
                yield name
            return
        shared = bare(text[head:end])
        for a, b in items[:-1]:
            yield Name(bare(text[a:b]) + shared, a, b, "coordinated")
        yield Name(bare(text[items[-1][0]:end]), items[-1][0], end, "coordinated")

    def _judged(self, text: str, begin: int, head: int, end: int, verb: bool) -> Name | None:
        """The name, unless it is generic, too long, or its head asks for a verb that is not there."""
        name, said, tier = bare(text[begin:end]), bare(text[begin:head]), self._tier[text[head:end]]
        left = self._generic.sub("", said)
        if len(left) < 2 and not (left and len(said) > 5) or self._never.search(name) or len(name) > 30:
            return None
        if tier != "free" and not verb and "”" not in text[begin:head]:
            return None
        if tier == "weak" and not self._marked.search(said) and "”" not in text[begin:head]:
            return None
        if verb and self._others.search(self._clause(text, begin)):
            return None
        return Name(name, begin, end, "headed")

    def _clause(self, text: str, begin: int) -> str:
        """The clause in front of the name, its last verb taken off."""
        clause = re.split(r"[，,。；;：:\n]", text[max(0, begin - 30):begin])[-1]
        return re.sub(f"(?:{self._verb.pattern})+$", "", clause)


def walk_left(text: str, at: int) -> int:
    """Where the run of characters that may belong to one name begins; quoted and bracketed parts are stepped over."""
    low = max(0, at - _REACH)
    while at > low:
        char = text[at - 1]
        if char in _PAIRS:
            opened = text.rfind(_PAIRS[char], max(0, at - 24), at - 1)
            if opened < 0:
                return at
            at = opened
        elif char in _STOP:
            return at
        else:
            at -= 1
    return at


def hide_quoted(segment: str) -> str:
    """Quoted and bracketed characters replaced, so that no verb is seen inside; the same length."""
    return re.sub(r"[“‘「『(（][^”’」』)）]*[”’」』)）]", lambda m: "○" * len(m.group()), segment)
