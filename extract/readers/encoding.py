"""Bytes to characters for Chinese text: BOM, then the reading that makes the most sense.

UTF-8, GB18030 (with GBK and GB2312), Big5 and UTF-16 are told apart by how many of the commonest Chinese
characters each reading yields: a wrong one gives rare characters. What a page declares is a candidate like the others.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path

_COMMON = Path(__file__).parents[1] / "vocabulary" / "common_characters.txt"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})|<\?xml[^>]*encoding\s*=\s*["']([\w-]{2,20})""", re.I)
_BAD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
_ASCII = re.compile(r"[\t\n\r -~]")
_PUNCTUATION = re.compile(r"[，。、；：《》（）“”〔〕　]")
_SAMPLE = 20_000


def decode(data: bytes) -> str | None:
    """The text of `data`, without a BOM; None where no reading is text."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, errors="replace")
    best = max(_candidates(data), key=lambda name: _sense(data, name))
    return data.decode(best, errors="replace") if _sense(data, best) > 0.2 else None


def _candidates(data: bytes) -> list[str]:
    """Encodings to try; the first wins a tie."""
    found = _DECLARED.search(data[:4096])
    declared = (found[1] or found[2]).decode("ascii").lower() if found else ""
    declared = "gb18030" if declared.startswith("gb") else declared
    try:
        codecs.lookup(declared)
    except LookupError:
        return list(_CANDIDATES)
    return list(dict.fromkeys([*_CANDIDATES[:1], declared, *_CANDIDATES[1:]]))


def _sense(data: bytes, encoding: str) -> float:
    """How much like Chinese (or plain ASCII) a sample reads: about 1 for Chinese, below 0 for noise."""
    if encoding.startswith("utf-16") and len(data) % 2:
        return -1.0
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    if len(data) > _SAMPLE:
        text = text[:-2]
    wide = [c for c in text if c > "\x7f"]
    good = sum(c in _common() for c in wide) + len(_PUNCTUATION.findall(text))
    plain = len(_ASCII.findall(text))
    bad = len(_BAD.findall(text))
    return (good + 0.5 * plain + 0.1 * (len(wide) - good) - 8 * bad) / max(len(text), 1)


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8")) - {"\n"}
