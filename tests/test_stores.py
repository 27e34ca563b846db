"""One routine for every store: what is written is asked back, one paper goes and comes, nothing else changes."""

from itertools import permutations
from pathlib import Path

import pytest
from graphs import FINANCE, MARKET, OLD_MARKET, city_graph, papers
from store_cases import Handle, handle  # noqa: F401

from kg.errors import GraphError, QueryError, StoreError
from kg.model import Graph
from kg.stores import open_store
from kg.stores.subtract import subtract


def _whole(parts: list[Graph]) -> Graph:
    graph = Graph()
    for part in parts:
        graph.update(part)
    return graph


def _document(paper: Graph) -> str:
    return next(iter(paper.texts))


def _expected(graph: Graph, folder: Path) -> tuple[list[str], list[str]]:
    other = Handle("embedded", folder)
    other.fill(graph)
    return other.dump()


def test_all_that_is_written_comes_back(handle: Handle, tmp_path: Path) -> None:  # noqa: F811
    graph = city_graph()
    handle.fill(graph)
    nodes, edges = handle.dump()
    assert (len(nodes), len(edges)) == (len(graph.nodes), len(graph.edges))
    assert (nodes, edges) == _expected(graph, tmp_path / "other")


def test_papers_go_one_by_one_and_come_back(handle: Handle, tmp_path: Path) -> None:  # noqa: F811
    parts = papers()
    orders = list(permutations(range(3)))
    for order in orders[3:4] if handle.server else orders:
        handle.fill(_whole(parts))
        left = list(order)
        for number in order:
            left.remove(number)
            handle.remove(_document(parts[number]))
            rest = _whole([parts[i] for i in sorted(left)])
            assert handle.dump() == _expected(rest, tmp_path / "other")
        for number in order:
            handle.replace(_document(parts[number]), parts[number])
        assert handle.dump() == _expected(_whole(parts), tmp_path / "other")


def test_a_changed_paper_replaces_exactly_its_facts(handle: Handle, tmp_path: Path) -> None:  # noqa: F811
    parts = papers()
    handle.fill(_whole(parts))
    changed = papers()[1]
    lead = next(e for e in changed.edges.values() if e.type == "LEADS")
    del changed.edges[lead.key]
    changed.add_node(lead.target, "Program", deadline="2022年底前")
    handle.replace(_document(changed), changed)
    assert handle.dump() == _expected(_whole([parts[0], changed, parts[2]]), tmp_path / "other")


def test_subtract_leaves_the_graph_of_the_rest() -> None:
    parts = papers()
    for order in permutations(range(3)):
        graph, left = _whole(parts), list(order)
        for number in order:
            graph = subtract(graph, _document(parts[number]))
            left.remove(number)
            rest = _whole([parts[i] for i in sorted(left)])
            assert (graph.nodes, graph.edges, graph.texts) == (rest.nodes, rest.edges, rest.texts)


def test_values_are_plain(handle: Handle) -> None:  # noqa: F811
    handle.fill(city_graph())
    store = handle.open()
    (row,) = store.query("MATCH (a:Agency {name: $name}) RETURN a", {"name": FINANCE}).rows
    assert row == [{"id": row[0]["id"], "kind": "agency", "label": "Agency", "name": FINANCE,
                    "short_names": ["市财政局", "财政局"]}]
    path = store.query("MATCH p = (a:Agency {name: $name})-[:SUCCEEDS]->() RETURN p", {"name": MARKET}).rows[0][0]
    assert [part.get("type") or part["name"] for part in path] == [MARKET, "SUCCEEDS", OLD_MARKET]


@pytest.mark.parametrize("text", ["CREATE (n:Agency {id: 'x', name: 'x'})", "MATCH (n) DETACH DELETE n",
                                  "MATCH (n:Agency) SET n.name = 'x' RETURN n", "MERGE (n:Agency {id: 'x'})",
                                  "CREATE INDEX x FOR (n:Agency) ON (n.kind)"])
def test_queries_only_read(handle: Handle, text: str) -> None:  # noqa: F811
    handle.fill(papers()[0])
    before = handle.dump()
    with pytest.raises(QueryError):
        handle.open().query(text)
    assert handle.dump() == before


@pytest.mark.parametrize("text", ["MATCH (n RETURN n", "RETURN $missing", "RETURN nothing(1)", ""])
def test_a_wrong_statement_is_one_line(handle: Handle, text: str) -> None:  # noqa: F811
    handle.fill(papers()[0])
    with pytest.raises(QueryError) as caught:
        handle.open().query(text)
    assert "\n" not in str(caught.value)


def test_text_of_a_paper_is_never_cypher(handle: Handle, tmp_path: Path) -> None:  # noqa: F811
    graph = papers()[0]
    nasty = "'}) DETACH DELETE n // `\\u0027 \" <script>$x</script> {{}} \\"
    graph.add_node("agency-0", "Agency", name=nasty, short_names=[nasty])
    handle.fill(graph)
    assert handle.open().query("MATCH (a:Agency {name: $n}) RETURN a.short_names AS s", {"n": nasty}).rows == [[[nasty]]]


def test_an_unknown_paper_cannot_go(handle: Handle) -> None:  # noqa: F811
    handle.fill(papers()[0])
    with pytest.raises(GraphError, match="doc-nowhere"):
        handle.remove("doc-nowhere")


def test_a_long_query_ends(tmp_path: Path) -> None:
    Handle("embedded", tmp_path).fill(city_graph())
    with open_store(tmp_path, seconds=0.2) as store, pytest.raises(StoreError, match="took over"):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n")


def test_a_missing_store_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        open_store(tmp_path)


def test_a_damaged_store_says_how_to_mend(tmp_path: Path) -> None:
    (tmp_path / "graph.kgl").write_bytes(b"not a graph")
    with pytest.raises(StoreError, match="rebuild"):
        open_store(tmp_path)


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(StoreError, match="neo4j://"):
        open_store("http://localhost:7474")
