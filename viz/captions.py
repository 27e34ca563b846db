"""Captions beside nodes: short lines, and a few that can be read however small the drawing."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kg.model import Node
from viz.style import style

OPS = {">=": "≥", "<=": "≤", "=": "", "range": ""}
Box = tuple[float, float, float, float]
_WINDOW = 780, 650  # pixels that a drawing usually gets
_READABLE = 12  # pixels of a character in that window
_MOST, _LARGEST, _SWELL = 30, 110, 1.4


@lru_cache(maxsize=1 << 16)
def caption(name: str) -> str:
    """A name as drawn beside its node: control and direction characters out, broken into even lines, cut with …"""
    table = style()["caption"]
    clean = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    clean = " ".join(clean.split()) or "?"
    room = table["line"] * table["lines"]
    if len(clean) > room:
        clean = clean[: room - 1] + "…"
    lines = -(-len(clean) // table["line"])
    step = -(-len(clean) // lines)
    return "\n".join(clean[i : i + step] for i in range(0, len(clean), step))


def node_caption(node: Node) -> str:
    """What is drawn beside a node: its name; of a figure the value, which its name would lose at the end."""
    p = node.properties
    if node.label != "Target" or not {"indicator", "op", "value"} <= p.keys():
        return caption(node.name)
    most = f"–{p['value_max']:g}" if p.get("value_max") is not None else ""
    value = f"{OPS.get(p['op'], p['op'])}{p['value']:g}{most}{p.get('unit') or ''}"
    return f"{_one_line(value)}\n{_one_line(str(p['indicator']))}"


def _one_line(text: str) -> str:
    return caption(text[: style()["caption"]["line"] - 1] + "…" if len(text) > style()["caption"]["line"] else text)


def foremost_captions(rows: Sequence[dict[str, Any]], weight: Mapping[str, float]) -> None:
    """Give the weightiest of these vis-network nodes captions that can be read when all are in view, as long as no two
    such captions meet. The others show theirs when one comes closer (`drawThreshold`)."""
    size = _size(rows)
    if size <= 13:
        return
    taken: list[Box] = []
    for row in sorted(rows, key=lambda row: (-weight[row["id"]], row["id"])):
        box = _box(row, size)
        if len(taken) < _MOST and not any(_meet(box, other) for other in taken):
            taken.append(box)
            row["font"] = {"size": size}


def swell(rows: Sequence[dict[str, Any]]) -> None:
    """Larger nodes where many make the drawing small."""
    by = min(_SWELL, max(1.0, _size(rows) / 18))
    for row in rows:
        row["size"] = round(row["size"] * by, 1)


def _size(rows: Sequence[Mapping[str, Any]]) -> int:
    if not rows:
        return 0
    spans = (max(row[axis] for row in rows) - min(row[axis] for row in rows) + 200 for axis in "xy")
    return int(min(_LARGEST, _READABLE * max(span / room for span, room in zip(spans, _WINDOW, strict=True))))


def _box(row: Mapping[str, Any], size: int) -> Box:
    """Left, top, right and bottom of a caption below its node."""
    lines = str(row["label"]).split("\n")
    half, top = max(map(len, lines)) * size / 2, row["y"] + row["size"]
    return row["x"] - half, top, row["x"] + half, top + len(lines) * size * 1.3


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
