"""Papers in traditional characters, or with digits and letters in full width, read by rules written in simplified and half
width ones.

`vocabulary/target_traditional.txt` holds pairs of characters (from OpenCC's TSCharacters, Apache-2.0), less those that
simplified papers print too (著, 乾). Folding maps one character to one, so offsets stay as they are.
"""

from __future__ import annotations

import re
import string
from dataclasses import replace
from functools import cache, lru_cache

from extract.annotations import Findings
from extract.tables import VOCABULARY

_WIDER = 0xFEE0
"""How far the full-width forms of digits and letters stand behind the others."""


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _table()))}]")


@cache
def _table() -> dict[int, str]:
    pairs = (VOCABULARY / "target_traditional.txt").read_text("utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs} | {ord(c) + _WIDER: c for c in string.digits + string.ascii_letters}


def is_traditional(text: str) -> bool:
    """Whether the text prints a traditional character, or a digit or letter in full width."""
    return _traditional().search(text) is not None


def fold(text: str) -> str:
    """The text in simplified characters and half width, of the same length."""
    return text.translate(_table()) if is_traditional(text) else text


@lru_cache(maxsize=1)
def fold_paper(text: str) -> str:
    """As `fold`, for the text of a whole paper, which one component after another asks for."""
    return fold(text)


def folded(found: Findings) -> Findings:
    """The same findings over text, headings and page furniture in simplified characters; itself where nothing is to
    fold. The lists of facts are shared, so that what is left goes to the one ledger."""
    text = fold_paper(found.document.text)
    if text == found.document.text:
        return found
    furniture = {key: fold(value) for key, value in found.document.furniture.items()}
    outline = [s._replace(title=fold(s.title)) for s in found.outline]
    document = replace(found.document, text=text, furniture=furniture)
    return replace(found, document=document, outline=outline)


def as_printed(words: str, near: str) -> str:
    """Folded words in the characters that the paper prints in `near`, the text they were read from: as they stand there, or,
    where they were put together, character by character."""
    if (at := fold(near).find(words)) >= 0:
        return near[at:at + len(words)]
    return words.translate({ord(a): b for a, b in zip(fold(near), near, strict=True) if a != b})
