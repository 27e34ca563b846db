"""Captions, initials, and that style and words cover the schema."""

import pytest

from kg.schema import load_schema
from viz.captions import caption, foremost_captions
from viz.style import constants, initials, line_width, node_size, style


@pytest.mark.parametrize(("name", "drawn"), [
    ("云川市", "云川市"),
    ("云川市市场监督管理局", "云川市市场\n监督管理局"),
    ("甲" * 30, "甲" * 9 + "\n" + "甲" * 8 + "…"),
    ("甲\u202e乙\x00丙", "甲乙丙"),
    ("\u200f", "?"),
    ("甲\n\t 乙", "甲 乙"),
])
def test_captions_are_short_even_and_clean(name, drawn):
    assert caption(name) == drawn


def test_initials_know_all_readings():
    assert initials(["重庆市", "AB"])["重"] == "ctz"
    assert "A" not in initials(["AB"])


def test_every_kind_and_relation_has_a_look():
    schema, look = load_schema(), style()
    assert set(schema.labels) <= set(look["kinds"])
    assert set(schema.relationships) <= set(look["relations"])
    assert len({row["colour"] for name, row in look["kinds"].items() if name in schema.labels}) == len(schema.labels)


def test_words_are_pairs():
    for group in constants()["words"].values():
        for key, row in group.items():
            assert len(row) == 2, key
            assert all(row), key


def test_sizes_grow_and_stay_in_bounds():
    size = style()["size"]
    assert size["least"] <= node_size(0) < node_size(9) <= node_size(10_000) == size["most"]
    assert line_width(1) < line_width(5) <= line_width(10_000) <= size["width_most"]


def test_foremost_captions_grow_and_do_not_meet():
    rows = [{"id": f"n{k}", "label": "云川市", "x": 40 * k, "y": 0, "size": 9} for k in range(100)]
    foremost_captions(rows, {row["id"]: -row["x"] for row in rows})
    grown = [row for row in rows if "font" in row]
    assert rows[0] in grown
    assert 2 < len(grown) < 50
    assert all(b["x"] - a["x"] >= 3 * a["font"]["size"] for a, b in zip(grown, grown[1:], strict=False))


def test_small_drawings_keep_their_captions():
    rows = [{"id": "a", "label": "云", "x": 0, "y": 0, "size": 9}]
    foremost_captions(rows, {"a": 1})
    assert "font" not in rows[0]
