"""The main job: what it accepts, what it leaves behind, and that the same input gives the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Graph

ROOT = Path(__file__).resolve().parents[1]
PAPER = "云川市质量强市工作方案\n一、主要任务\n（一）提升产品质量。到2025年，制造业产品质量合格率达到94%以上。（市市场监管局负责）\n"
FILES = ("nodes.jsonl", "edges.jsonl", "ledger.jsonl", "build.json")


def kg(*arguments: str | Path, seed: str = "0", check: bool = True) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], env=env, capture_output=True, text=True,
                          encoding="utf-8", check=check, cwd=ROOT)


def build(*arguments: str | Path, seed: str = "0", check: bool = True) -> subprocess.CompletedProcess[str]:
    return kg("build", *arguments, "--no-pages", seed=seed, check=check)


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    papers = sorted((ROOT / "examples/papers").iterdir())
    build(*papers, "-o", tmp_path / "a", "-j", "1", seed="1")
    build(*reversed(papers), "-o", tmp_path / "b", "-j", "2", seed="2")
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_unreadable_paper_is_named_and_the_others_are_built(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "good.txt").write_text(PAPER, "utf-8")
    (papers / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = build(papers, "-o", tmp_path / "graph", check=False)
    assert done.returncode == 1
    assert "bad.pdf" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(json.loads((tmp_path / "graph/build.json").read_text("utf-8"))["documents"]) == ["good.txt"]


def test_a_failed_build_leaves_the_old_graph(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAPER, "utf-8")
    build(tmp_path / "good.txt", "-o", tmp_path / "graph")
    before = (tmp_path / "graph/nodes.jsonl").read_bytes()
    (tmp_path / "good.txt").write_bytes(b"")
    done = build(tmp_path / "good.txt", "-o", tmp_path / "graph", check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert (tmp_path / "graph/nodes.jsonl").read_bytes() == before


def test_the_same_paper_in_two_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAPER, "utf-8")
    (tmp_path / "b.md").write_text(PAPER, "utf-8")
    build(tmp_path, "-o", tmp_path / "graph")
    card = json.loads((tmp_path / "graph/build.json").read_text("utf-8"))
    assert list(card["documents"]) == ["a.txt"]
    assert card["repeats"] == {"b.md": "a.txt"}


@pytest.mark.parametrize("pattern", ["missing.txt", "nothing/*.txt"])
def test_a_pattern_that_names_nothing_is_an_error(tmp_path: Path, pattern: str) -> None:
    done = build(tmp_path / pattern, "-o", tmp_path / "graph", check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_gold_papers_score(shared: Path, tmp_path: Path) -> None:
    build(shared / "corpus/gold", "-o", tmp_path / "graph")
    run = [sys.executable, shared / "gold/score.py", shared / "gold/dev", tmp_path / "graph", "--json"]
    figures = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    assert figures["assignments"]["f1"] >= 0.98
    assert figures["tasks"]["f1"] >= 0.98
    assert figures["targets"]["f1"] >= 0.93
    assert figures["overall"]["mean"] >= 0.93


def test_evidence_is_true_over_the_corpus(shared: Path, tmp_path: Path) -> None:
    build(shared / "corpus", "-o", tmp_path / "graph")
    card = json.loads((tmp_path / "graph/build.json").read_text("utf-8"))
    said = {*card["documents"], *card["repeats"], *card["unread"]}
    files = {p.relative_to(shared / "corpus").as_posix() for folder in ("gold", "quality", "policies", "pages", "more")
             for p in (shared / "corpus" / folder).iterdir()}
    assert files <= said
    checked = subprocess.run([sys.executable, shared / "gold/check_graph.py", tmp_path / "graph"], capture_output=True,
                             text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_repeat_lends_what_only_its_page_says(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(PAPER + "（二）提升服务质量。（市商务局负责）\n", "utf-8")
    (papers / "b.txt").write_text("索引号：011337207/2021-39769\n发布日期：2021-12-01\n" + PAPER, "utf-8")
    build(papers, "-o", tmp_path / "graph")
    nodes = [json.loads(line) for line in (tmp_path / "graph/nodes.jsonl").read_text("utf-8").splitlines()]
    papers_read = [n["properties"] for n in nodes if n["label"] == "Document" and n["properties"].get("ingested")]
    assert [(p["source"], p.get("index_no"), p.get("published_on")) for p in papers_read] == [("a.txt", "011337207/2021-39769", "2021-12-01")]


@pytest.mark.parametrize("titles", [("GB/T19580", "卓越绩效评价准则"), ("卓越绩效评价准则", "GB/T19580")])
def test_a_standard_bears_its_title_where_any_paper_prints_it(titles: tuple[str, str]) -> None:
    graph = Graph()
    for title in titles:
        graph.add_node("s", "Standard", name=title, title=title, code="GB/T 19580")
    assert graph.nodes["s"].properties["title"] == "卓越绩效评价准则"
