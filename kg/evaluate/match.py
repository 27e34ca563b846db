"""When a fact of the graph is the one a reader found: folded text, likeness of titles, equal numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

_NOISE = re.compile(r"[\s“”\"'‘’「」《》<>()\[\]{}、,，。;；:：·—–-]")
Row = Mapping[str, Any]
A = TypeVar("A")
B = TypeVar("B")


def squash(text: Any) -> str:
    """Width folded, white space and punctuation that printers vary taken out."""
    return "" if text is None else _NOISE.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def alike(a: Any, b: Any) -> float:
    """0 to 1: how much of two texts is the same (difflib's ratio on folded text)."""
    a, b = squash(a), squash(b)
    if not a or not b:
        return 0.0
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


def pair_up(gold: Sequence[A], said: Sequence[B], likeness: Callable[[A, B], float], floor: float) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, the most alike first, none below the floor."""
    scored = [(likeness(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_said: set[int] = set()
    for _, i, j in sorted((row for row in scored if row[0] >= floor), key=lambda row: (-row[0], row[1], row[2])):
        if i not in used_gold and j not in used_said:
            used_gold.add(i)
            used_said.add(j)
            pairs.append((i, j))
    return pairs


def task_likeness(gold: Row, said: Row) -> float:
    """Same place in the paper and half the title, or same number and nearly the whole title."""
    want, got = squash(gold["title"]), squash(said["title"])
    heads = want and got and (want.startswith(got) or got.startswith(want))
    title = max(alike(gold["title"], said["title"]), 0.9 if heads else 0.0)
    if squash(gold["path"]) == squash(said["path"]):
        return 1.0 + title if title >= 0.5 else 0.0
    return title if title >= 0.8 and squash(gold["no"]) == squash(said["no"]) else 0.0


def same_number(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)))


def target_likeness(gold: Row, said: Row, *, strict: bool) -> float:
    """Same value and a like indicator; strict: range, comparator, unit, year, baseline and attribute too."""
    if not same_number(gold["value"], said.get("value")):
        return 0.0
    name = alike(gold["indicator"], said.get("indicator") or said.get("name"))
    if strict and not _same_terms(gold, said):
        return 0.0
    return name if name >= (0.75 if strict else 0.5) else 0.0


def _same_terms(gold: Row, said: Row) -> bool:
    numbers = all(same_number(gold.get(k), said.get(k)) for k in ("value_max", "baseline"))
    words = all(squash(gold.get(k)) == squash(said.get(k)) for k in ("unit", "attribute"))
    return numbers and words and gold["op"] == said.get("op") and gold.get("year") == said.get("year")


def citation_likeness(gold: Row, said: Row) -> float:
    """Same 文号, else a like title or code; a standard is only ever a standard."""
    if (gold["kind"] == "standard") != bool(said["standard"]):
        return 0.0
    if gold.get("doc_no") and said.get("doc_no") and squash(gold["doc_no"]) == squash(said["doc_no"]):
        return 2.0
    return max(alike(gold["title"], said["title"]), alike(gold["title"], said.get("code")))
