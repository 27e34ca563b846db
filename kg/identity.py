"""Ids from content: a short prefix for the label and a hash of what makes the thing itself.

Opaque on purpose: an id goes into file names, URLs and scripts of pages, so no character of a paper stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉<>()\[\]〔〕【】{}、,，。;；:：·—–\-_/]")

_NAME = 60
"""Names up to this length come again and again: their folded form is remembered."""


def fold(text: str) -> str:
    """Width folded, white space and punctuation that printers vary taken out: what names are compared by."""
    return _folded(text) if len(text) <= _NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def make_id(prefix: str, *parts: str | int) -> str:
    """`prefix-` and 16 hex digits of BLAKE2b over the folded parts. The same parts give the same id everywhere."""
    key = "\x1f".join(fold(str(p)) for p in parts)
    return f"{prefix}-{blake2b(key.encode(), digest_size=8).hexdigest()}"


def document_id(*, doc_no: str | None, issuer: str | None, title: str) -> str:
    """A paper is known by its 文号, else by issuer and title."""
    return make_id("doc", "no", doc_no) if doc_no else make_id("doc", "title", issuer or "", title)


def agency_id(name: str) -> str:
    """One node per official name (the name carries the region)."""
    return make_id("agency", name)


def region_id(name: str, code: str | None) -> str:
    """By GB/T 2260 code; a functional zone by its name."""
    return make_id("region", code or name)


def standard_id(code: str | None, title: str) -> str:
    return make_id("standard", code or title)


def indicator_id(name: str, unit: str | None) -> str:
    return make_id("indicator", name, unit or "")


def stated_id(prefix: str, doc: str, *parts: str | int) -> str:
    """For what one document states (tasks, targets): the document is part of the key."""
    return make_id(prefix, doc, *parts)
