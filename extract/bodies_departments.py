"""An office called by its work: 市财政部门 is 市财政局, 国务院教育行政部门 is 教育部."""

from __future__ import annotations

import re
from typing import Any

from extract.annotations import Place
from extract.bodies_lexicon import Lexicon
from extract.bodies_owner import Owners


class Departments:
    """Writes such a name as the office's own; where none of that work is known, or whose it is, nothing changes."""

    def __init__(self, raw: dict[str, Any], owners: Owners, lexicon: Lexicon) -> None:
        self._pattern, self._national = re.compile(raw["pattern"]), raw["national"]
        self._owners, self._lexicon = owners, lexicon

    def as_office(self, words: str, region: Place | None, date: str | None) -> str:
        """教育部 for 国务院教育行政部门; 市财政 for 市财政部门, which the lexicon reads as the city's office."""
        match = self._pattern.fullmatch(words)
        if not match:
            return words
        work, level = match["work"], match["level"]
        if level is None:
            names = (work + end for end in self._national)
            return next((n for n in names if self._lexicon.national(n, date, here=True)), words)
        owner = self._owners.of_level(level, region)
        return level + work if owner and self._lexicon.of_work(work, owner.level, date) else words
