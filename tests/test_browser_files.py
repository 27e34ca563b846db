"""What Neo4j Browser is given: saved queries that run as they stand, and a style for every label."""

import csv
from pathlib import Path

import pytest
from graphs import city_graph

from cypher.browser import SAVED, STYLE, runnable, write_browser
from cypher.library import GROUPS, Query, list_queries
from kg.schema import load_schema
from kg.stores import open_store, store_file, write_store

READY = [q for q in list_queries() if all(p.default is not None for p in q.parameters)]


@pytest.mark.parametrize("query", READY, ids=lambda q: q.name)
def test_a_query_with_defaults_runs_as_it_stands(query: Query, tmp_path: Path) -> None:
    write_store(city_graph(), store_file(tmp_path))
    with open_store(tmp_path) as store:
        assert store.query(runnable(query)) == store.query(query.text, query.bind({}))


def test_every_query_is_saved_in_its_folder(tmp_path: Path) -> None:
    write_browser(tmp_path, dict.fromkeys(load_schema().labels, "#009e73"))
    with (tmp_path / SAVED).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folders = {r["id"] for r in rows if r["isFolder"] == "true"}
    saved = [r for r in rows if r["isFolder"] == "false"]
    assert (len(folders), len(saved)) == (len(GROUPS), len(list_queries()))
    assert all(r["parentId"] in folders and r["query"] for r in saved)
    assert len({r["id"] for r in rows}) == len(rows)


def test_every_label_has_a_style(tmp_path: Path) -> None:
    write_browser(tmp_path, dict.fromkeys(load_schema().labels, "#009e73"))
    style = (tmp_path / STYLE).read_text("utf-8")
    assert all(f"node.{label} {{" in style for label in load_schema().labels)
