"""Loading a server: repeated, changed, killed and doubled loads give the graph of one clean load; clear errors."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graphs import FINANCE, UPDATE, city_graph, papers
from neo4j_fixture import neo4j, server_or_skip  # noqa: F401
from store_cases import Handle

from kg.build import make_card
from kg.cli import main
from kg.errors import StoreError
from kg.model import Graph
from kg.stores import server
from kg.stores.folder import write_graph
from kg.stores.neo4j import Neo4jStore, connect

LOADER = """import sys
from pathlib import Path
import kg.stores.neo4j as module
module.BATCH = 5
module.connect(sys.argv[1], password=sys.argv[2]).load(Path(sys.argv[3]), lambda n: print(n, flush=True))
"""


def _dump(store: Neo4jStore, tmp_path: Path) -> tuple[list[str], list[str]]:
    handle = Handle("embedded", tmp_path / "unused")
    handle.server = store
    return handle.dump()


def _expected(graph: Graph, tmp_path: Path) -> tuple[list[str], list[str]]:
    handle = Handle("embedded", tmp_path / "expected")
    handle.fill(graph)
    return handle.dump()


def _start_load(folder: Path) -> subprocess.Popen[str]:
    found = server_or_skip()
    return subprocess.Popen([sys.executable, "-c", LOADER, found.address, found.password, str(folder)],
                            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def test_a_second_load_changes_nothing(neo4j: Neo4jStore, tmp_path: Path) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", {})
    told: list[int] = []
    neo4j.load(tmp_path / "g", told.append)
    first = _dump(neo4j, tmp_path)
    neo4j.load(tmp_path / "g")
    assert sum(told) == len(city_graph().nodes) + len(city_graph().edges)
    assert _dump(neo4j, tmp_path) == first == _expected(city_graph(), tmp_path)


def test_replace_takes_out_what_a_paper_no_longer_states(neo4j: Neo4jStore, tmp_path: Path) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", {})
    neo4j.load(tmp_path / "g")
    parts = papers()
    lead = next(e for e in parts[1].edges.values() if e.type == "LEADS")
    del parts[1].edges[lead.key]
    changed = Graph()
    for part in parts:
        changed.update(part)
    write_graph(changed, tmp_path / "g", {})
    neo4j.load(tmp_path / "g", replace=True)
    assert _dump(neo4j, tmp_path) == _expected(changed, tmp_path)


@pytest.mark.parametrize("batches", [1, 4, 9])
def test_a_killed_load_is_completed_by_the_next(neo4j: Neo4jStore, tmp_path: Path, batches: int) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", {})
    loading = _start_load(tmp_path / "g")
    assert loading.stdout
    for _ in range(batches):
        loading.stdout.readline()
    os.kill(loading.pid, signal.SIGKILL)
    loading.wait()
    loading.stdout.close()
    neo4j.load(tmp_path / "g")
    assert _dump(neo4j, tmp_path) == _expected(city_graph(), tmp_path)


def test_two_loads_at_once_give_one_graph(neo4j: Neo4jStore, tmp_path: Path) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", {})
    both = [_start_load(tmp_path / "g") for _ in range(2)]
    assert [(p.communicate()[1], p.returncode)[1] for p in both] == [0, 0]
    assert _dump(neo4j, tmp_path) == _expected(city_graph(), tmp_path)


def test_full_text_finds_names_and_evidence(neo4j: Neo4jStore, tmp_path: Path) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", {})
    neo4j.load(tmp_path / "g")
    for _ in range(50):
        found = neo4j.search("财政局").dicts()
        if found:
            break
        time.sleep(0.2)
    assert FINANCE in {row["name"] for row in found if row["kind"] == "Agency"}
    assert all("财政局" in row["quote"] for row in found if row["doc"])
    assert neo4j.search('a "b') == neo4j.search("\\")


def test_a_wrong_password_is_one_line() -> None:
    found = server_or_skip()
    with pytest.raises(StoreError, match="refuses user or password"):
        connect(found.address, password="wrong")


def test_a_wrong_database_is_named(neo4j: Neo4jStore) -> None:  # noqa: F811
    found = server_or_skip()
    with pytest.raises(StoreError, match="no such database"):
        connect(found.address, password=found.password, database="nowhere")


def _command(*arguments: object) -> Result:
    found = server_or_skip()
    given = [found.address if a == "URI" else str(a) for a in arguments]
    return CliRunner().invoke(main, given, env={"NEO4J_PASSWORD": found.password})


def test_commands_name_a_database(neo4j: Neo4jStore, tmp_path: Path) -> None:  # noqa: F811
    write_graph(city_graph(), tmp_path / "g", make_card(city_graph(), {}, {}))
    for name, line in {"neo4j": 0, "nowhere": 1}.items():
        for arguments in (["load", tmp_path / "g", "--to", "URI"], ["query", "most_cited", "--to", "URI"],
                          ["cypher", "MATCH (d:Document) RETURN count(d) AS n", "--to", "URI"],
                          ["remove", UPDATE, "--from", "URI"]):
            done = _command(*arguments, "--database", name)
            assert (done.exit_code, len(done.stderr.splitlines())) == (line, line), done.output
            assert line == 0 or "nowhere" in done.stderr
    done = _command("export", tmp_path / "g", "--to", "admin-import", "-o", tmp_path / "out", "--database", "papers")
    assert "full \\\n  papers" in done.stdout


@pytest.mark.parametrize("arguments", [["query", "most_cited", "G"], ["remove", UPDATE, "G"],
                                       ["export", "G", "--to", "csv", "-o", "G"]])
def test_a_folder_has_no_database(tmp_path: Path, arguments: list[str]) -> None:
    write_graph(city_graph(), tmp_path, {})
    done = CliRunner().invoke(main, [str(tmp_path) if a == "G" else a for a in arguments] + ["--database", "papers"])
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "database papers" in done.stderr


def test_no_password_says_which_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        connect("bolt://127.0.0.1:7687")


def test_a_server_that_is_down_is_named() -> None:
    with pytest.raises(StoreError, match="127.0.0.1:1 does not answer"):
        connect("bolt://127.0.0.1:1", password="x")


def test_the_password_stands_on_no_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []

    def admin(version: str, home: Path, *arguments: str) -> str:
        file = Path(arguments[-1].removeprefix("@"))
        assert file.stat().st_mode & 0o077 == 0
        told.append((*arguments, file.read_text("utf-8").strip()))
        return ""

    monkeypatch.setattr(server, "admin", admin)
    server.prepare(server.LTS, tmp_path)
    password = (tmp_path / "password").read_text("utf-8").strip()
    assert told[0][-1] == password
    assert all(password not in word for word in told[0][:-1])


def test_the_password_is_for_its_owner_only() -> None:
    home = Path(server_or_skip().home)
    assert (home / "password").stat().st_mode & 0o077 == 0
    assert server_or_skip().password not in (home / "server.json").read_text("utf-8")
