"""kill -9 at random moments, a quick version of benchmarks/faults.py: the next run gives the graph of a clean one."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from graphs import city_graph
from neo4j_fixture import neo4j, server_or_skip  # noqa: F401

from kg.errors import GraphError
from kg.stores import server
from kg.stores.folder import write_graph
from kg.stores.lock import alone
from kg.stores.neo4j import Neo4jStore

ROOT = Path(__file__).resolve().parents[1]
HOLDER = """import sys, time; from pathlib import Path; from kg.stores.lock import alone
with alone(Path(sys.argv[1])): print("held", flush=True); time.sleep(60)"""
LOADER = """import sys; from pathlib import Path; import kg.stores.neo4j as module
module.BATCH = 5
module.connect(sys.argv[1], password=sys.argv[2]).load(Path(sys.argv[3]), lambda n: print(n, flush=True))"""


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import faults

    return faults


def _run(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


@pytest.mark.parametrize("trial", ["build", "replace"])
def test_a_killed_write_of_the_embedded_store_is_completed_by_the_next(faults: Any, tmp_path: Path, trial: str) -> None:
    """`build` also raises when the files are other than after a clean build."""
    kind, work = faults.TRIALS[trial]
    with kind(faults.make(150, 600), tmp_path) as subject:
        for _moment, _found, after, clean in work(subject, 2):
            assert after == clean


def test_the_trial_sees_other_properties(faults: Any) -> None:
    class Store:
        def __init__(self, name: str) -> None:
            self.name = name

        def query(self, text: str) -> Any:
            return type("Rows", (), {"rows": [] if "-[r]->" in text else [[{"name": self.name}]]})

    assert faults.content(Store("甲")) == faults.content(Store("甲")) != faults.content(Store("乙"))


def test_one_writer_at_a_time_and_none_after_a_kill(tmp_path: Path) -> None:
    holder = _run(HOLDER, str(tmp_path))
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(GraphError, match="being written by another process"), alone(tmp_path):
        pass
    _kill(holder)
    with alone(tmp_path):
        pass


def test_a_load_whose_server_dies_is_completed_by_the_next(neo4j: Neo4jStore, faults: Any, tmp_path: Path) -> None:  # noqa: F811
    """The server comes back on its ports, where the next load finds it."""
    found = server_or_skip()
    write_graph(city_graph(), tmp_path / "g", {})
    loading = _run(LOADER, found.address, found.password, str(tmp_path / "g"))
    assert loading.stdout
    for _ in range(6):
        loading.stdout.readline()
    os.kill(found.pid, signal.SIGKILL)
    _kill(loading)
    assert server.start(home=Path(found.home)).address == found.address
    neo4j.load(tmp_path / "g")
    left = faults.content(neo4j)
    neo4j.load(tmp_path / "g")
    assert left == faults.content(neo4j)
    assert (left.nodes, left.relationships) == (len(city_graph().nodes), len(city_graph().edges))
