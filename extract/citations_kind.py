"""Says of a name in 《》 whether it is a policy, a law, a standard or no paper, and how the sentence cites it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extract.alternatives import alternatives

NOT_NAMED = "no kind of paper by its name"
_TAIL = re.compile(r"(?:\s*[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]|[〉>》”\"]|\s)+$")
_STOP = re.compile(r"[。;；!！\n]")
_COMMA = re.compile(r"[，,：:]")
_LISTED = re.compile(r"[ ，,、：:和及以与]*")
_NAMES = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[(（][^()（）]*[)）]")
_PURPOSE = re.compile(r"(?:^|[，,。；;：:\s])为[^，,。；;]{0,30}$")
_BESIDE = 12
_REACH = 40
"""How far a cue may stand from the name, in characters, other names between them not counted."""


def longest_first(words: list[str]) -> str:
    return alternatives(words)


class Kinds:
    """Kinds by the end of a title."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._administrative = re.compile(table["kind"]["administrative"])
        self._years = re.compile(table["unnamed"]["years"])
        self._named, self._behind, self._ahead = (re.compile(table["standards"][k]) for k in ("title", "behind", "ahead"))
        self._ends = {end: (kind, "") for kind in ("policy", "law", "standard") for end in table["kind"][kind]}
        self._ends |= {end: ("none", reason) for reason, ends in table["none"].items() for end in ends}
        self._longest = max(map(len, self._ends))

    def called_standard(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence calls the name at `start:end` a standard (《山羊绒》等标准, 发布地方标准《…》)."""
        return bool(self._behind.match(text, end) or self._ahead.search(text, max(0, start - _BESIDE), start))

    def of(self, title: str, *, numbered: bool, code: bool) -> tuple[str, str]:
        """(policy | law | standard | none | unknown, reason). A number beside it makes any name a paper."""
        kind, reason = self._by_end(title)
        if code or (not numbered and self._named.search(title)):
            return "standard", ""
        if kind == "standard" and (numbered or self._administrative.search(title)):
            return "policy", ""
        if kind in ("none", "unknown") and (numbered or (kind == "unknown" and self._years.search(title))):
            return "policy", ""
        return kind, reason

    def _by_end(self, title: str) -> tuple[str, str]:
        bare = _TAIL.sub("", title)
        for size in range(min(self._longest, len(bare)), 0, -1):
            if bare[-size:] in self._ends:
                return self._ends[bare[-size:]]
        return "unknown", NOT_NAMED

    def is_ending(self, title: str) -> bool:
        """True of a bare word for papers ("纲要", "若干措施"): a short name, to be resolved."""
        return title in self._ends and self._ends[title][0] != "none" and 1 < len(title) < 7


class Relations:
    """How a sentence cites: by the cue behind the name, else by the last one in front of it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        before, after = table["relation"]["before"], table["relation"]["after"]
        self._cue_of: dict[str, str] = {cue: relation for relation, cues in before.items() for cue in cues}
        self._before = re.compile(f"(?:{longest_first(list(self._cue_of))})(?!(?:实施)?了?的)")
        self._after: list[tuple[str, re.Pattern[str]]] = [
            (name, re.compile(longest_first(cues))) for name, cues in after.items() if name != "basis"
        ]
        self._grounds = re.compile(f"^[》)）]*的?(?:{longest_first(after['basis'])})")

    def of(self, text: str, start: int, end: int) -> str:
        """The relation in which `text` (folded) cites the name at `start:end`."""
        behind = _clause_behind(text, end)
        for relation, pattern in self._after:
            if pattern.search(behind):
                return relation
        return self._in_front(text, start) or ("basis" if self._grounds.match(behind) else "mention")

    def cued(self, front: str) -> bool:
        """Whether a cue stands in these characters, no sentence end or comma behind it."""
        return bool(self._before.search(re.split(r"[，,。；;\n]", front)[-1]))

    def _in_front(self, text: str, start: int) -> str | None:
        window = text[max(0, start - 400):start]
        sentence = _NAMES.sub("", _STOP.split(window)[-1])
        cues = list(self._before.finditer(sentence))
        if not cues:
            return None
        cue = cues[-1]
        gap = sentence[cue.end():].lstrip("：: ")
        if len(gap) > _REACH or (_COMMA.search(gap) and not _LISTED.fullmatch(gap)):
            return None
        relation = self._cue_of[cue.group()]
        return "basis" if relation == "implements" and _PURPOSE.search(sentence[:cue.start()]) else relation


def _clause_behind(text: str, end: int) -> str:
    """What follows the name in its sentence, other names and brackets taken out, up to the first comma."""
    sentence = _NAMES.sub("", _STOP.split(text[end:end + 300])[0])
    return re.split(r"[，,](?=[^\s废停])", sentence)[0][:60]
