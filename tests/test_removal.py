"""Papers that go: what is left is the graph of a build without them, whatever was joined across papers."""

import random
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from neo4j_fixture import server_or_skip
from store_cases import STORES, Handle, handle  # noqa: F401

from kg import build
from kg.build import Paper, build_graph, collect, read_papers
from kg.model import Graph
from kg.resolve import is_own
from kg.stores.folder import write_graph
from kg.stores.neo4j import connect
from kg.stores.subtract import subtract

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "papers"
CORPUS = ("gold/jiangmen_2016.txt", "gold/weihai_2017.txt", "gold/chuxiong_2024.txt", "more/x001.txt", "pages/02.txt",
          "policies/066_gwy_shuangsuiji.html")


class Papers:
    """Papers read once; `built` joins any of them as a build does."""

    def __init__(self, papers: list[Paper]) -> None:
        self.papers = papers
        self.read = dict(zip((p.source for p in papers), read_papers(papers, jobs=1), strict=True))

    def built(self, papers: list[Paper]) -> Graph:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(build, "read_papers", lambda given, **_: [self.read[p.source] for p in given])
            return build_graph(papers).graph

    def document(self, paper: Paper) -> str:
        found = self.read[paper.source]
        assert isinstance(found, Graph)
        return next(iter(found.texts))

    def orders(self, seeds: range) -> Iterator[list[Paper]]:
        for seed in seeds:
            yield random.Random(seed).sample(self.papers, len(self.papers))


@pytest.fixture(scope="module")
def examples() -> Papers:
    return Papers(collect([str(EXAMPLES)]))


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Papers:
    return Papers([Paper(shared / "corpus" / name, name) for name in CORPUS])


def _remove_all(papers: Papers, order: list[Paper], store: Handle, folder: Path) -> None:
    """Load all, then take one after another out; compare each time with a fresh load of the rest."""
    store.fill(papers.built(order))
    for number, paper in enumerate(order, 1):
        store.remove(papers.document(paper))
        fresh = Handle("embedded", folder)
        fresh.fill(papers.built(order[number:]) if order[number:] else Graph())
        assert store.dump() == fresh.dump(), f"{paper.source}, removed as number {number} of {[p.source for p in order]}"


def test_examples_go_in_any_order(handle: Handle, examples: Papers, tmp_path: Path) -> None:  # noqa: F811
    for order in examples.orders(range(1 if handle.server else 6)):
        _remove_all(examples, order, handle, tmp_path / "fresh")


@pytest.mark.parametrize("handle", STORES[:2], indirect=True)
def test_real_papers_go_in_any_order(handle: Handle, corpus: Papers, tmp_path: Path) -> None:  # noqa: F811
    for order in corpus.orders(range(10, 11 if handle.server else 13)):
        _remove_all(corpus, order, handle, tmp_path / "fresh")


def test_a_graph_without_a_paper_is_a_build_without_it(examples: Papers) -> None:
    for order in examples.orders(range(20, 23)):
        graph = examples.built(order)
        for number, paper in enumerate(order[:-1], 1):
            graph, fresh = subtract(graph, examples.document(paper)), examples.built(order[number:])
            assert (graph.nodes, graph.edges, graph.texts, graph.shares) == (
                fresh.nodes, fresh.edges, fresh.texts, fresh.shares)


@pytest.mark.parametrize("handle", STORES[:2], indirect=True)
def test_a_paper_comes_back_as_if_it_had_never_gone(handle: Handle, examples: Papers, tmp_path: Path) -> None:  # noqa: F811
    whole = examples.built(examples.papers)
    handle.fill(whole)
    before = handle.dump()
    paper = examples.papers[2]
    handle.remove(examples.document(paper))
    handle.replace(examples.document(paper), examples.built([paper]))
    assert handle.dump() == before


def test_papers_loaded_in_portions_are_joined(examples: Papers, tmp_path: Path) -> None:
    store = Handle(STORES[1], tmp_path / "all")
    assert store.server
    for number, portion in enumerate((examples.papers[3:], examples.papers[:3])):
        write_graph(examples.built(portion), tmp_path / str(number), {})
        store.server.load(tmp_path / str(number))
    fresh = Handle("embedded", tmp_path / "fresh")
    fresh.fill(examples.built(examples.papers))
    assert store.dump() == fresh.dump()
    store.server.close()


def test_a_changed_paper_that_is_loaded_with_replace_leaves_nothing(examples: Papers, tmp_path: Path) -> None:
    store = Handle(STORES[1], tmp_path / "all")
    assert store.server
    store.fill(examples.built(examples.papers))
    changed = Papers.__new__(Papers)
    changed.papers, changed.read = examples.papers, {s: _halved(g) for s, g in examples.read.items()}
    graph = changed.built(changed.papers)
    write_graph(graph, tmp_path / "changed", {})
    store.server.load(tmp_path / "changed", replace=True)
    fresh = Handle("embedded", tmp_path / "fresh")
    fresh.fill(graph)
    assert store.dump() == fresh.dump()
    store.server.close()


def _halved(paper: Graph | str) -> Graph:
    """A later version that no longer states every other task, target, citation and region."""
    assert isinstance(paper, Graph)
    document = next(iter(paper.texts))
    cited = {e.target for e in paper.edges.values() if e.type in ("CITES", "MENTIONS")}
    doubtful = [i for i, n in sorted(paper.nodes.items()) if (is_own(n) and n.properties.get("kind") != "plan") or i in cited]
    gone = set(doubtful[::2]) - {document}
    nodes = {i: n for i, n in paper.nodes.items() if i not in gone}
    edges = {k: e for k, e in paper.edges.items() if e.source in nodes and e.target in nodes}
    return Graph(nodes, edges, dict(paper.texts), list(paper.ledger))


def test_two_removals_at_once_wait_for_each_other(examples: Papers, tmp_path: Path) -> None:
    store = Handle(STORES[1], tmp_path / "all")
    assert store.server
    store.fill(examples.built(examples.papers))
    server = server_or_skip()
    with connect(server.address, password=server.password) as other:
        both = [Thread(target=one.remove, args=(examples.document(paper),))
                for one, paper in zip((store.server, other), examples.papers[1:3], strict=True)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    fresh = Handle("embedded", tmp_path / "fresh")
    fresh.fill(examples.built([p for p in examples.papers if p not in examples.papers[1:3]]))
    assert store.dump() == fresh.dump()
    store.server.close()
