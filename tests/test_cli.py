"""Commands: quick help in two languages, errors on one line, and the commands of the README run as printed."""

import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.test_build import ROOT, kg

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    kg("demo", "-o", folder)
    return folder


def test_help_is_quick() -> None:
    times = []
    for _ in range(3):
        begun = time.monotonic()
        kg("--help")
        times.append(time.monotonic() - begun)
    assert statistics.median(times) < 0.5


def test_help_speaks_both_languages() -> None:
    assert "知识图谱" in kg("--help").stdout
    assert "graph" in kg("--lang", "en", "--help").stdout.splitlines()[2]


@pytest.mark.parametrize("command", ["build", "query", "cypher", "report", "view", "demo", "evaluate", "load", "remove", "export"])
def test_every_command_has_an_example(command: str) -> None:
    assert "kg " in kg(command, "--help").stdout


@pytest.mark.parametrize("arguments", [("query", "who_leads", "nowhere"), ("report", "workload", "nowhere"),
                                       ("view", "nowhere"), ("cypher", "MATCH (a) RETURN a", "nowhere"),
                                       ("query", "no_such_query", "nowhere"), ("report", "no_such_report", "nowhere")])
def test_errors_are_one_line(arguments: tuple[str, ...]) -> None:
    done = kg(*arguments, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_writing_cypher_is_refused(demo: Path) -> None:
    done = kg("cypher", "MATCH (a) DETACH DELETE a", demo, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_bodies_as_written_and_as_of_today(demo: Path) -> None:
    merged, counted = "岚川市质量技术监督局", {}
    for when in ("written", "today"):
        kg("report", "workload", demo, "--as-of", when)
        counted[when] = (demo / "reports" / "workload.csv").read_text("utf-8-sig")
    assert merged in counted["written"]
    assert merged not in counted["today"]
    assert "as_of" in kg("report", "targets", demo, "--as-of", "today", check=False).stderr


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_query_formats(demo: Path, form: str) -> None:
    assert "岚川市" in kg("query", "who_leads", demo, "--format", form).stdout


def test_unknown_agency_offers_near_names(demo: Path) -> None:
    done = kg("view", demo, "--agency", "市市场监管居", check=False)
    assert done.returncode == 1
    assert "市场监" in done.stderr


def commands(readme: Path) -> list[str]:
    """The `kg …` lines of the code blocks that are run as they stand, in order."""
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", readme.read_text("utf-8"), re.S)
    lines = [line.removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"(?:\.venv/bin/)?kg ", line) and "neo4j" not in line]


def test_both_readmes_name_the_same_commands() -> None:
    assert commands(READMES[0]) == commands(READMES[1])


def test_readme_commands_run(demo: Path) -> None:
    found = commands(READMES[0])
    assert len(found) >= 5
    for line in found:
        line = re.sub(r"^(?:\.venv/bin/)?kg ", "-m kg ", line)
        line = line.replace(" demo/", f" {demo}/").replace(" examples/", f" {ROOT}/examples/") if "-o" not in line else line
        words = [sys.executable, *_words(line)]
        done = subprocess.run(words, capture_output=True, text=True, cwd=demo.parent, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def _words(line: str) -> list[str]:
    import shlex

    return shlex.split(line.split(" #")[0])


def test_removing_a_paper_leaves_the_others(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    shutil.copytree(demo, folder)
    assert "澄陵市质量强市建设纲要" in kg("remove", "chengling_2023_quality_city.html", folder).stdout
    fresh = tmp_path / "papers"
    shutil.copytree(ROOT / "examples/papers", fresh)
    (fresh / "chengling_2023_quality_city.html").unlink()
    kg("build", fresh, "-o", tmp_path / "fresh", "--no-pages")
    for name in ("nodes.jsonl", "edges.jsonl", "ledger.jsonl"):
        assert (folder / name).read_text("utf-8") == (tmp_path / "fresh" / name).read_text("utf-8"), name


@pytest.mark.parametrize("form", ["admin-import", "csv", "graphml", "browser"])
def test_export(demo: Path, tmp_path: Path, form: str) -> None:
    kg("export", demo, "--to", form, "-o", tmp_path / form)
    assert any((tmp_path / form).iterdir())


def test_server_that_is_down_is_one_line(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "none")
    done = kg("load", demo, "--to", "bolt://127.0.0.1:9", check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
