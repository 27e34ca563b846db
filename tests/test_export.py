"""Exports: what Neo4j's own import tool makes of one equals a load; tables and GraphML hold the whole graph."""

import csv
import shutil
from pathlib import Path

import pytest
from graphs import city_graph, papers
from neo4j_fixture import server_or_skip
from store_cases import Handle

from kg.errors import StoreError
from kg.model import Graph
from kg.resolve import share
from kg.stores import server
from kg.stores.export import export, import_command
from kg.stores.folder import write_graph
from kg.stores.neo4j import connect

NASTY = '=1+1",\n;\x1f|"line" \\ "'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_graph(_graph(), tmp_path / "graph", {})
    return tmp_path / "graph"


def _graph() -> Graph:
    graph = city_graph()
    graph.shares = {next(iter(part.texts)): share(part) for part in papers()}
    graph.add_node("agency-0", "Agency", name=NASTY.replace("\x1f", ""), short_names=["a;b", '"c"', "-d"])
    return graph


def test_the_import_tool_reads_it_as_a_load_would(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_or_skip()
    monkeypatch.chdir(tmp_path)  # the tool writes import.report where it is called
    export(folder, tmp_path / "out", "admin-import")
    home = tmp_path / "home"
    server.prepare(server.LTS, home)
    server.admin(server.LTS, home, *import_command(tmp_path / "out"))
    started = server.start(server.LTS, home)
    try:
        with connect(started.address, password=started.password) as store:
            imported = Handle("embedded", tmp_path / "other")
            imported.server = store
            found = imported.dump()
        assert found == _loaded(folder, tmp_path)
    finally:
        server.stop(home)
        shutil.rmtree(home)


def _loaded(folder: Path, tmp_path: Path) -> tuple[list[str], list[str]]:
    handle = Handle("embedded", tmp_path / "embedded")
    handle.fill(_graph())
    return handle.dump()


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(folder: Path, tmp_path: Path) -> None:
    export(folder, tmp_path / "out", "csv")
    with (tmp_path / "out" / "Agency.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(n.label == "Agency" for n in _graph().nodes.values())
    assert not [v for row in rows for v in row.values() if v.startswith(("=", "+", "-", "@"))]


def test_graphml_is_read_back(folder: Path, tmp_path: Path) -> None:
    import networkx as nx

    export(folder, tmp_path / "out", "graphml")
    graph = nx.read_graphml(tmp_path / "out" / "graph.graphml", force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(_graph().nodes), len(_graph().edges))


def test_parquet_is_read_back(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(folder, tmp_path / "out", "parquet")
    graph = _graph()
    table = parquet.read_table(tmp_path / "out" / "LEADS.parquet")
    assert table.num_rows == sum(e.type == "LEADS" for e in graph.edges.values())
    agencies = parquet.read_table(tmp_path / "out" / "Agency.parquet").to_pylist()
    assert {a["id"]: a["short_names"] for a in agencies}["agency-0"] == graph.nodes["agency-0"].properties["short_names"]


def test_an_unknown_form_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="admin-import, csv, graphml, parquet"):
        export(folder, tmp_path / "out", "xlsx")
