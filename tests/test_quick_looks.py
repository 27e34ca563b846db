"""Quick looks before costly patterns hide no hit: with and without them, the same spans."""

import json
import re
from pathlib import Path

import pytest

from extract.alternatives import AnyOf, alternatives
from extract.document import Span
from extract.duty_grammar import cues_before, load_grammar
from extract.near import marks, near, spots
from extract.outline_marks import breaks, load_numbering
from extract.places import load_places
from extract.readers import SUFFIXES, read
from extract.targets_tables import _HEADER_LINE, _HEADERS, _NUMBERED
from extract.targets_words import load_words
from extract.targets_years import _RELATIVE, relative_years

ROOT = Path(__file__).parents[1]
CASES = [json.loads(line)["text"] for line in (ROOT / "tests/cases/responsibilities.jsonl").open(encoding="utf-8")]
PAPERS = [read(f).text for f in sorted((ROOT / "examples/papers").iterdir()) if f.suffix in SUFFIXES]
TEXTS = ["\n".join(CASES), *PAPERS]


def plain(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern without the look at its first character."""
    look = re.fullmatch(r"\(\?=\[(?:[^\]\\]|\\.)*\]\)\(\?:(?P<rest>.*)\)", pattern.pattern, re.S)
    assert look is not None, pattern.pattern[:40]
    return re.compile(look["rest"])


def spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [m.span() for m in pattern.finditer(text)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_cues(text: str) -> None:
    grammar = load_grammar()
    assert [m.span() for m in cues_before(text, 0, len(text))] == spans(plain(grammar.before), text)
    assert spans(grammar.after, text) == spans(plain(grammar.after), text)
    assert all(grammar.after_mark.search(m[0]) for m in grammar.after.finditer(text))


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_numbers_of_parts(text: str) -> None:
    numbering = load_numbering()
    assert [at for at, _ in breaks(text, numbering)] == [start for start, _ in spans(numbering.breaks, text)]
    assert spans(numbering.marks, text) == spans(plain(numbering.marks), text)


@pytest.mark.parametrize("text", [*TEXTS, "指标 2025年\n云川高新区、清江国家级经济技术开发区和新区建成产业园区，年底前完成；今年内达标"], ids=lambda t: t[:12])
def test_marks(text: str) -> None:
    """Kinds of zones, header lines of flattened tables, years that are not named by their number."""
    zones = load_places()._zones
    assert list(zones.kinds_in(text)) == spans(zones._anywhere, text)
    assert [m.span() for m in near(_HEADER_LINE, _HEADERS, text, _NUMBERED, 0)] == spans(_HEADER_LINE, text)
    assert [year.position for year in relative_years(text, 2026, 2026)] == [start for start, _ in spans(_RELATIVE, text)]


@pytest.mark.parametrize("sources", [("以下", "不[再另]"), ("设[在于]",)])
def test_spots(sources: tuple[str, ...]) -> None:
    text = "不再列出，办公室设在市局，以下同；以下不另列"
    assert spots(marks(*sources), text, 2, len(text) - 1) == [
        m.span() for m in re.compile("|".join(sources)).finditer(text, 2, len(text) - 1)]


def test_each_cue_has_its_mark() -> None:
    """The words of `before` themselves, with a colon, and the heads of `after` (牵头, 按职责分工负责, …)."""
    grammar = load_grammar()
    for cue in ("牵头单位：", "责任单位（部门）：", "主管部门和单位：", "完成时限:", "联系电话∶", "各责任单位（牵头单位：）："):
        assert [m[0] for m in cues_before(cue, 0, len(cue))] == [cue]
    for cue in ("共同牵头", "主抓", "按职能", "依据各自职责配合", "等按任务分工", "分别负责", "抓好落实", "指导"):
        assert grammar.after_mark.search(cue)


@pytest.mark.parametrize("role", load_words().lists)
def test_tree_of_words(role: str) -> None:
    """The tree finds what the list sorted by length finds."""
    words = load_words().lists[role]
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    text = "，".join([*words, *PAPERS])
    assert re.findall(alternatives(words), text) == re.findall(listed, text)


@pytest.mark.parametrize(("words", "source"), [(["甲"], "甲"), (["甲乙", "甲", "丙"], "丙|甲(?:乙|)"), (["甲乙丙", "甲乙丁"], "甲乙(?:丁|丙)")])
def test_tree(words: list[str], source: str) -> None:
    assert alternatives(words) == source


@pytest.mark.parametrize(("text", "fits"), [("以奖促进", True), ("先以奖促", False), ("网上通办", True), ("通办事项", False)])
def test_any_of(text: str, fits: bool) -> None:
    assert AnyOf.of(["^以.促", "通办$"]).fit(text) is fits
