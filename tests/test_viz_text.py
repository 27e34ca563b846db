"""A marked text is the text, in pieces."""

import pytest
from browser_fixture import TEXT, small_graph
from hypothesis import given
from hypothesis import strategies as st

from viz.links import Links
from viz.text import by_paper, marked_text, segments


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=12))
def test_pieces_join_to_the_text_and_know_their_spans(text, spans):
    pieces = segments(text, spans)
    assert "".join(piece for piece, *_ in pieces) == text
    for piece, covering, start in pieces:
        assert text[start : start + len(piece)] == piece
        assert set(covering) == {(a, b) for a, b in spans if 0 <= a <= start < b <= len(text)}


def test_shortest_span_first():
    assert segments("abcdef", [(0, 6), (1, 3)])[1] == ("bc", [(1, 3), (0, 6)], 1)


@pytest.mark.parametrize(("words", "kind"), [
    ("(市市场监管局牵头)", "Agency"), ("制造业产品质量合格率达到94%以上", "Target"), ("提升产品质量", "Program"),
    ("云川市", "Region")])
def test_marks_take_the_kind_of_what_is_named(words, kind):
    links = Links.of(small_graph())
    made = marked_text(links, "doc-1", by_paper(links)["doc-1"], links.graph.ledger)
    start = TEXT.index(words)
    numbers = next(numbers for _, numbers, at in made["parts"] if at == start)
    assert kind in {made["marks"][n].get("kind") for n in numbers}


def test_the_ledger_is_marked_with_its_reason():
    links = Links.of(small_graph())
    made = marked_text(links, "doc-1", [], links.graph.ledger)
    assert made["marks"] == [{"ledger": [{"component": "responsibilities", "reason": "no cue word"}]}]
    assert ["各镇街", [0], TEXT.index("各镇街")] in made["parts"]
