"""The tree of numbered parts: one text and its paths a line (cases/outline.jsonl)."""

import json
from pathlib import Path

import pytest

from extract.outline import read_outline
from extract.outline_marks import count_of

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/outline.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:20])
def test_outline(case: dict) -> None:
    sections = read_outline(case["text"])
    assert [s.path for s in sections] == case["paths"]
    if "titles" in case:
        assert [s.title for s in sections] == case["titles"]


@pytest.mark.parametrize(("printed", "number"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十三", 33),
                                                 ("一百零五", 105), ("③", 3), ("１２", 12), ("7", 7), ("零", 0)])
def test_count_of(printed: str, number: int) -> None:
    assert count_of(printed) == number


def test_lost_line_breaks_are_cut_by_numbering() -> None:
    filler = "推进标准化工作，完善计量体系，提升检验检测能力" * 20
    text = f"总则。一、强基 1.甲事。{filler}。 2.乙事。{filler}。 二、提质 3.丙事。{filler}。"
    assert [s.path for s in read_outline(text)] == ["一", "一/1", "一/2", "二", "二/3"]
    assert [s.title for s in read_outline(text)] == ["强基", "甲事", "乙事", "提质", "丙事"]


def test_every_part_lies_in_its_parent() -> None:
    sections = read_outline("一、任务\n（一）甲。做。\n1.子。做。\n（二）乙。做。\n二、保障\n（一）丙。做。")
    for section in sections:
        if section.parent >= 0:
            above = sections[section.parent]
            assert above.start < section.start < section.end <= above.end
