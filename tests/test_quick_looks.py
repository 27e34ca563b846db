"""Quick looks before costly patterns hide no hit: with and without them, the same spans."""

import json
import re
from pathlib import Path

import pytest

from extract.alternatives import alternatives
from extract.duty_grammar import cues_before, load_grammar
from extract.outline_marks import breaks, load_numbering
from extract.readers import SUFFIXES, read
from extract.targets_words import load_words

ROOT = Path(__file__).parents[1]
CASES = [json.loads(line)["text"] for line in (ROOT / "tests/cases/responsibilities.jsonl").open(encoding="utf-8")]
PAPERS = [read(f).text for f in sorted((ROOT / "examples/papers").iterdir()) if f.suffix in SUFFIXES]
TEXTS = ["\n".join(CASES), *PAPERS]


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_cues(text: str) -> None:
    grammar = load_grammar()
    assert [m.span() for m in cues_before(text, 0, len(text))] == [m.span() for m in grammar.before.finditer(text)]
    assert all(grammar.after_mark.search(m[0]) for m in grammar.after.finditer(text))


@pytest.mark.parametrize("text", TEXTS, ids=lambda t: t[:12])
def test_numbers_of_parts(text: str) -> None:
    numbering = load_numbering()
    assert [at for at, _ in breaks(text, numbering)] == [m.start() for m in numbering.breaks.finditer(text)]
    assert [m.span() for m in numbering.inline.finditer(text)] == [m.span() for m in numbering.marks.finditer(text)]


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
