"""`kg evaluate`: the same figures as the project's scorer, and misses with their sentences."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.evaluate import Tally, evaluate
from kg.evaluate.match import alike, pair_up, squash
from kg.evaluate.render import to_html, to_json, to_text
from kg.stores.folder import read_graph
from tests.test_build import ROOT, build


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluate") / "graph"
    build(ROOT / "examples/papers", "-o", folder)
    return folder


def scored(gold: Path, graph: Path, shared: Path) -> dict:
    run = [sys.executable, shared / "gold/score.py", gold, graph, "--json"]
    return json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def test_agrees_with_the_scorer(shared: Path, examples: Path, tmp_path: Path) -> None:
    build(shared / "corpus/gold", "-o", tmp_path / "graph")
    for gold, graph in ((shared / "gold/dev", tmp_path / "graph"), (ROOT / "examples/gold", examples)):
        ours = json.loads(to_json(evaluate(read_graph(graph), gold)))["figures"]
        assert ours == scored(gold, graph, shared)


def test_examples_are_read_right(examples: Path) -> None:
    result = evaluate(read_graph(examples), ROOT / "examples/gold")
    assert result.value("tasks") >= 0.95
    assert result.value("assignments") >= 0.95
    assert result.value("targets") >= 0.85


def test_a_miss_carries_its_sentence(examples: Path, tmp_path: Path) -> None:
    paper = json.loads(next((ROOT / "examples/gold").glob("hexi*.json")).read_text("utf-8"))
    paper["targets"] = []
    (tmp_path / "one.json").write_text(json.dumps(paper), "utf-8")
    result = evaluate(read_graph(examples), tmp_path)
    wrong = [m for m in result.misses if m.kind == "targets"]
    assert wrong
    assert all(m.wrong and m.sentence for m in wrong)


def test_a_paper_that_is_not_there_is_wholly_missed(examples: Path, tmp_path: Path) -> None:
    paper = json.loads(next((ROOT / "examples/gold").glob("hexi*.json")).read_text("utf-8")) | {"source": "absent.txt"}
    (tmp_path / "one.json").write_text(json.dumps(paper), "utf-8")
    result = evaluate(read_graph(examples), tmp_path)
    assert result.total("tasks").recall == 0


def test_renders_are_escaped(examples: Path, tmp_path: Path) -> None:
    paper = json.loads(next((ROOT / "examples/gold").glob("hexi*.json")).read_text("utf-8"))
    paper["programs"] = ["<script>alert(1)</script>"]
    (tmp_path / "one.json").write_text(json.dumps(paper), "utf-8")
    result = evaluate(read_graph(examples), tmp_path)
    assert "<script>" not in to_html(result)
    assert "<script>" in to_text(result, misses=True)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"source": "a.txt"}'])
def test_bad_annotations_are_named(examples: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content, "utf-8")
    with pytest.raises(GraphError, match=r"bad\.json"):
        evaluate(read_graph(examples), tmp_path)


def test_measures() -> None:
    tally = Tally(3, 4, 6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)
    assert (Tally().f1, Tally(0, 2, 0).f1) == (1.0, 0.0)
    assert squash("（２）、 《A》") == "2a"
    assert alike("质量强市", "质量强省") == 0.75
    assert pair_up([1, 2], [2, 1], lambda a, b: float(a == b), 0.5) == [(0, 1), (1, 0)]
