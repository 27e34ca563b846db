"""The library of queries: headers, parameters, and each query on each store against the same rows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphs import city_graph
from neo4j_fixture import empty_store

from cypher.library import GROUPS, describe, get, list_queries, parse
from kg.errors import QueryError
from kg.stores import Rows, Store, open_store, server, store_file, write_store
from kg.stores.folder import write_graph

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/queries.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("graph")
    write_graph(city_graph(), made, {})
    write_store(city_graph(), store_file(made))
    return made


@pytest.fixture(scope="module")
def embedded(folder: Path) -> Iterator[Store]:
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="module", params=[server.LTS, server.NEWEST])
def on_server(folder: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    with empty_store(request.param) as store:
        store.load(folder)
        yield store


def _ask(store: Store, case: dict[str, object]) -> Rows:
    query = get(str(case["query"]))
    return store.query(query.text, query.bind(case["given"]))  # type: ignore[arg-type]


def test_every_query_has_a_case() -> None:
    assert sorted(c["query"] for c in CASES) == sorted(q.name for q in list_queries())


def test_the_library_is_large_and_every_group_is_there() -> None:
    assert len(list_queries()) >= 30
    assert [g for g in GROUPS if any(q.group == g for q in list_queries())] == list(GROUPS)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["query"])
def test_a_query_answers(embedded: Store, case: dict[str, object]) -> None:
    rows = _ask(embedded, case)
    assert rows.columns == [c.name for c in get(str(case["query"])).columns]
    assert len(rows.rows) == case["rows"]
    first = rows.dicts()[0]
    assert {k: first[k] for k in case["first"]} == case["first"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["query"])
def test_both_stores_answer_alike(embedded: Store, on_server: Store, case: dict[str, object]) -> None:
    assert _ask(on_server, case) == _ask(embedded, case)


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.name)
def test_what_states_a_fact_shows_the_words(query: object) -> None:
    names = {c.name for c in query.columns}  # type: ignore[attr-defined]
    counts = names & {"papers", "tasks", "relation", "year"}
    assert "quote" in names or counts, "a query that names a fact returns the words that say so"


@pytest.mark.parametrize(("given", "said"), [
    ({"agncy": "x"}, "did you mean agency"),
    ({}, "needs -p agency"),
    ({"agency": "x", "limit": "many"}, "not of type int"),
])
def test_parameters_are_checked(given: dict[str, str], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        get("agency_partners").bind(given)


def test_parameters_have_types_and_defaults() -> None:
    assert get("agency_partners").bind({"agency": "市财政局", "limit": "3"}) == {"agency": "市财政局", "limit": 3}
    assert get("agency_partners").bind({"agency": "市财政局"})["limit"] == 50


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="agency_duties"):
        get("agency_duty")


@pytest.mark.parametrize(("text", "said"), [
    ("// title: x\n// title_zh: x\nRETURN 1 AS n", "lacks the header line // group"),
    ("// title: x\n// title_zh: x\n// group: misc\nRETURN 1 AS n", "unknown group misc"),
    ("// title: x\n// title_zh: x\n// group: gaps\n// column n: a / b\nRETURN $y AS n", "differ in parameters"),
    ("// title: x\n// title_zh: x\n// group: gaps\n// parameter y: text\nRETURN $y AS n", "cannot read"),
    ("// title: x\n// title_zh: x\n// group: gaps\nRETURN 1 AS n", "declares no // column"),
])
def test_a_wrong_header_is_named(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        parse("x", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_names_every_query(lang: str) -> None:
    shown = describe(lang)
    assert all(q.name in shown for q in list_queries())
    assert (list_queries()[0].title_zh if lang == "zh" else list_queries()[0].title) in shown
