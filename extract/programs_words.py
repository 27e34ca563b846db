"""What a name of an undertaking is made of: where it begins to the left of its head, and whether it says anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from extract.alternatives import AnyOf, alternatives

_STOP = "，,。；;：:！!？?、\n\t 　《》／/…|“‘「『(（[【〔"
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", ")": "(", "）": "（", "]": "[", "】": "【", "〕": "〔"}
_TO_MARK = re.compile(f".*[{re.escape(_STOP + ''.join(_PAIRS))}—]", re.S)
"""Up to the last character that may end a run."""
_QUOTED = re.compile(r"[“‘「『(（][^”’」』)）]*[”’」』)）]")
_QUOTES = re.compile(r"[“”‘’「」『』\"]")
_LISTED_QUOTE = re.compile("”[和与及]?$")
WON = re.compile("[杯奖]”(?:优质)?$")
"""Behind a prize in quotes stand the works that won it ("创“清江杯”工程2项")."""
_HIDDEN = "○"
_BUILDING = "建设"
REACH = 46
"""A name is at most so long, in characters."""


class Name(NamedTuple):
    """A name found: `text` without quotes; the span is as printed."""

    text: str
    start: int
    end: int
    rule: str


def alternation(words: list[str]) -> str:
    """The longest first, so that a word never hides one that it begins."""
    return alternatives(words)


@lru_cache(maxsize=5000)
def bare(name: str) -> str:
    """Without quotes and white space."""
    return "".join(_QUOTES.sub("", name).split())


class Content:
    """Tells names that say something from generic words."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        generic = table["generic"]
        self._qualifiers = re.compile(alternation(generic["qualifiers"]))
        self._empty = re.compile(alternation([*generic["nouns"], *generic["actions"]]))
        self._action = re.compile(f"(?:{alternation(generic['actions'])})(?:试点)?$")
        self._never = AnyOf.of(generic["never"])
        self._acting = tuple(generic["acting"])

    def says(self, modifier: str, name: str, quoted: bool = False) -> bool:
        """Whether a name with this modifier names anything: a word of its own, or two domain nouns, the last one an
        action where the head asks for one; what is quoted always does."""
        return self._means(bare(modifier), name, quoted) and not self._never.fit(bare(name))

    def _means(self, plain: str, name: str, quoted: bool) -> bool:
        if quoted:
            return True
        content = self._qualifiers.sub("", plain)
        if len(self._empty.sub("", content)) >= 2:
            return True
        return len(content) >= 3 and (not bare(name).endswith(self._acting) or self.acts(plain))

    def specific(self, modifier: str) -> bool:
        """Whether anything is left without what any name may bear (重大项目)."""
        return len(self._qualifiers.sub("", bare(modifier))) >= 2

    def acts(self, modifier: str) -> bool:
        """Whether it ends in the noun of an action (提升, 培育)."""
        return bool(self._action.search(bare(modifier)))


class Boundary:
    """Finds where a name begins in the run of characters to the left of its head."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        left, never = table["left"], alternation(table["follow"]["never"])
        self._doing, self._light = set(left["doing"]), set(left["light"])
        self._whole, self._actors = set(left["whole"]), tuple(left["actors"])
        self._verb = re.compile(alternation([*left["doing"], *left["stops"], *left["light"], *left["whole"]]))
        self._drop = re.compile(f"^(?:{alternation(left['drop'])}|{left['counts']}|{left['numbers']})+")
        heads = alternation([h for tier in ("free", "bound", "weak") for h in table["heads"][tier]])
        joined = f"[以将把对为从让和与及](?={_HIDDEN})|{_HIDDEN}(?:[和与及]|暨(?={_HIDDEN}))|(?:{heads})(?:建设|工作)?[和与及](?!{never})"
        self._break = re.compile(f"^.*(?:{alternation(left['breaks'])}|{left['inner']}|{joined})")
        self._actions = set(table["generic"]["actions"])
        self._box = re.compile(left["box"])

    def of(self, text: str, start: int, end: int) -> tuple[int, bool]:
        """(where the name in `start:end` begins, whether a verb of doing stands right in front); -1 where none can."""
        segment = hide_quoted(text[start:end])
        begin, doing = 0, bool(self._box.search(text, max(0, start - 12), start))
        for m in self._verb.finditer(segment):
            word = m.group()
            if m.end() == len(segment):
                ends_noun = m.start() > begin and (len(word) == 1 or (doing and word in self._light))  # the 用 of 应用
                if not ends_noun and word not in self._actions and word not in self._whole:
                    return -1, False
                break
            if word in self._whole or word in self._light and (m.start() > begin or doing):
                continue
            if doing and segment.endswith(self._actors, begin, m.start()):
                continue
            if word == _BUILDING and doing and m.start() > begin + 1 and segment[m.end()] not in "和与及":
                continue  # the noun in "实施住房建设品质提升行动"
            begin, doing = m.end(), word in self._doing
        for pattern, run in ((self._break, segment), (self._drop, text[start:end])):
            cut = pattern.match(run[begin:])
            begin += cut.end() if cut else 0
        return (start + begin, doing) if begin < len(segment) else (-1, False)


def walk_left(text: str, at: int) -> int:
    """Where the run of characters that may belong to one name begins; quoted and bracketed parts are stepped over."""
    low = max(0, at - REACH)
    while at > low and (mark := _TO_MARK.match(text, low, at)):
        at = mark.end()
        char = text[at - 1]
        if char in _PAIRS:
            opened = text.rfind(_PAIRS[char], max(0, at - 24), at - 1)
            if opened < 0:
                return at
            at = opened
            if at and char == "”" and text[at - 1] == char:
                return at
        elif char in _STOP or text[at - 2:at] == "——":
            return at
        else:
            at -= 1
    return min(at, low)


def behind_quote(text: str, at: int) -> bool:
    """Whether a quote begins at `at` right behind another: both are names, what stands behind them is of neither
    (“铁拳”“守护消费”专项执法行动)."""
    return text.startswith("“", at) and _LISTED_QUOTE.search(text, max(0, at - 2), at) is not None


def hide_quoted(segment: str) -> str:
    """Quoted and bracketed characters replaced, so that no verb is seen inside; the same length."""
    return _QUOTED.sub(lambda m: _HIDDEN * len(m.group()), segment)


def clause(text: str, begin: int) -> str:
    """The clause in front of a name, without its last two characters, which are the verb."""
    return re.split(r"[，,。；;：:、\n]", text[max(0, begin - 30):begin])[-1][:-2]
