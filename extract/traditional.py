"""Traditional characters of the tables' words read as simplified ones (`[fold]` of vocabulary/citations.toml)."""

from __future__ import annotations

import re

from extract.citations_marks import load

_FOLD = load("citations.toml")["fold"]
_TABLE = str.maketrans(_FOLD["traditional"], _FOLD["simplified"])
_TRADITIONAL = re.compile(f"[{_FOLD['traditional']}]")


def simplified(text: str) -> str:
    """The text in simplified characters as far as the tables need them; the same length."""
    return text.translate(_TABLE) if _TRADITIONAL.search(text) else text
