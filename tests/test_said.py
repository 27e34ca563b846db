"""What papers say of each thing: shares turned round and back, and only what one paper touches is read."""

from pathlib import Path

import pytest
from graphs import city_graph, papers
from store_cases import STORES, Handle

from extract.document import Document
from extract.facts import to_graph
from extract.pipeline import extract
from kg.errors import GraphError
from kg.model import Graph
from kg.resolve import joined, share
from kg.stores import keeping
from kg.stores.folder import iterate_said, read_graph, write_graph
from kg.stores.keeping import known_papers
from kg.stores.said import read_facts, rejoined, restated, said_rows, turned


def _shares() -> dict[str, Graph]:
    return {next(iter(part.texts)): share(part) for part in papers()}


def _whole() -> Graph:
    graph = city_graph()
    graph.shares = _shares()
    return graph


def test_shares_are_read_back(tmp_path: Path) -> None:
    write_graph(_whole(), tmp_path, {})
    assert read_graph(tmp_path).shares == _shares()


def test_facts_join_as_shares_do() -> None:
    shares = _shares()
    sources = {doc: str(part.nodes[doc].properties["source"]) for doc, part in shares.items()}
    for left in (shares, dict(list(shares.items())[1:])):
        found, expected = rejoined(turned(left), sources, lambda *_: True, Graph()), joined(left)
        assert (found.nodes, found.edges) == (expected.nodes, expected.edges)


def test_restating_a_paper_changes_its_own_facts_only() -> None:
    said = {"1": ["a", "b"], "2": ["a"]}
    assert restated(said, {"a"}, {"3": ["a"]}) == {"1": ["b"], "3": ["a"]}
    assert restated(said, (), {"2": ["a", "c"]}) == {"1": ["a", "b"], "2": ["a", "c"]}


def test_rows_are_read_back() -> None:
    said = turned(_shares())
    assert {row["key"]: read_facts(row["facts"]) for row in said_rows(said)} == said
    with pytest.raises(GraphError, match="build the graph again"):
        read_facts('[["half"')


def test_only_what_the_paper_touches_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    read = keeping._said
    monkeypatch.setattr(keeping, "_said", lambda run, keys: asked.update(keys) or read(run, keys))
    store, (document, gone) = Handle("embedded", tmp_path), list(_shares().items())[2]
    store.fill(_whole())
    store.remove(document)
    assert gone.nodes.keys() <= asked < turned(_shares()).keys()


def test_a_changed_paper_that_is_loaded_again_keeps_no_stale_facts(tmp_path: Path) -> None:
    store = Handle(STORES[1], tmp_path / "all")
    assert store.server
    whole = _whole()
    store.fill(whole)
    document = list(whole.shares)[0]
    whole.shares[document] = Graph({document: whole.shares[document].nodes[document]})
    write_graph(whole, tmp_path / "changed", {})
    store.server.load(tmp_path / "changed")
    rows = store.server.query("MATCH (s:_Said) RETURN s.key AS key, s.facts AS facts").rows
    assert sorted(map(tuple, rows)) == sorted((r["key"], r["facts"]) for r in iterate_said(tmp_path / "changed"))
    assert known_papers(lambda text, _: store.server.query(text).rows) == {  # type: ignore[union-attr]
        doc: str(part.nodes[doc].properties["source"]) for doc, part in whole.shares.items()}
    store.server.close()


def test_an_earlier_paper_of_its_title_is_another_paper() -> None:
    """A paper that cites one of its own title by a 文号 does not cite itself."""
    text = ("云川市促进品牌发展若干措施\n《云川市促进品牌发展若干措施》（云政办发〔2022〕22号）发挥了积极作用，现予以优化。\n"
            "一、培育品牌\n（一）支持申报。（市市场监管局负责）\n云川市人民政府办公室\n2023年7月17日")
    part = to_graph(extract(Document(text, "new.txt", "0")))
    graph = joined({next(iter(part.texts)): share(part)})
    cited = [graph.nodes[e.target].properties for e in graph.edges.values() if e.type == "CITES"]
    assert [p.get("doc_no") for p in cited] == ["云政办发〔2022〕22号"]
    assert [n.properties.get("doc_no") for n in graph.of_label("Document") if n.properties.get("ingested")] == [None]
