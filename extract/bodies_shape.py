"""The shape of names: could words be a body, how far does a known name reach."""

from __future__ import annotations

import re

from extract.bodies_lexicon import Lexicon
from extract.places import Places
from extract.tables import table


class Shapes:
    """Endings and words of body_shapes.toml, and the cores of the lexicon."""

    def __init__(self, lexicon: Lexicon, places: Places) -> None:
        raw = table("body_shapes.toml")
        self._end = re.compile(rf"(?:{raw['end']})$")
        self._whole = re.compile(rf"^(?:{raw['whole']})$")
        self._never = re.compile(raw["never"])
        self._second = re.compile(r"^(.{3,}?)[(（〈<\[〔【](?!管委会).*[)）〉>\]〕】]$")
        self._level = re.compile(raw["level"])
        self._kinds = {kind: re.compile(rf"(?:{ends})$") for kind, ends in raw["kinds"].items()}
        self._lexicon, self._places = lexicon, places
        self._longest_place = 16

    def plausible(self, words: str) -> bool:
        """No sentence, no figure, no clause."""
        return 1 < len(words) <= 40 and not self._never.search(words)

    def body(self, words: str) -> bool:
        """By its ending, as a whole word known, or as a region that stands for its government."""
        bare = self.without_second_name(words)
        if self._end.search(bare) or self._whole.match(bare) or self._lexicon.core.fullmatch(bare):
            return True
        return self._places.find(bare) is not None and bare[-1] in "省市州县区盟旗"

    def kind(self, core: str) -> str:
        """agency, government, party, group or organisation, by the ending."""
        return next((kind for kind, ends in self._kinds.items() if ends.search(core)), "agency")

    def without_second_name(self, words: str) -> str:
        """市住建局(市人防办) -> 市住建局."""
        match = self._second.match(words)
        return match[1] if match else words

    def longest(self, text: str, pos: int, end: int) -> int | None:
        """End of the longest known core at `pos`, with a level word or place in front where there is one."""
        ends = [m.end() for at in self._starts(text, pos, end) if (m := self._lexicon.core.match(text, at, end))]
        return max(ends, default=None)

    def _starts(self, text: str, pos: int, end: int) -> list[int]:
        level = self._level.match(text, pos, end)
        places = self._places.lengths(text, pos, min(end, pos + self._longest_place))
        return [pos, *([level.end()] if level else []), *(pos + n for n in places)]
