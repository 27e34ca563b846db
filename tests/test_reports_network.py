"""Measures of the network of bodies: known answers on tiny graphs, and NetworKit against networkx."""

import networkx as nx
import pytest

from kg.reports.network import Network, eigenvector, project
from kg.reports.network_large import measure_large
from kg.reports.network_measures import measure
from kg.reports.network_plain import SEED, measure_plain, to_networkx

STAR = [(body, f"task{i}") for i, leaf in enumerate("bcd") for body in ("a", leaf)]


def known(graph: nx.Graph) -> Network:
    """A graph from the literature as a network of bodies: one task a tie, bodies named so that their order stays."""
    place = {node: f"b{i:03}" for i, node in enumerate(graph)}
    return project((place[end], f"t{i}") for i, tie in enumerate(graph.edges) for end in tie)


CLUB, FLORENCE = nx.karate_club_graph(), nx.florentine_families_graph()


def web(bodies: int, tasks: int) -> Network:
    """A fixed tangle of bodies and tasks, with a lone body and a pair apart."""
    pairs = [(f"b{(t * 13 + k * k * 29 + t * k) % bodies}", f"t{t}") for t in range(tasks) for k in range(2 + t % 5)]
    return project([*pairs, ("lone", "x"), ("pair1", "y"), ("pair2", "y")])


def test_projection_counts_shared_tasks_once():
    network = project([("a", "1"), ("b", "1"), ("a", "2"), ("b", "2"), ("b", "2"), ("c", "2"), ("d", "3")])
    assert network.bodies == ("a", "b", "c", "d")
    assert network.shared.toarray().tolist() == [[0, 2, 1, 0], [2, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert network.ties == 3


def test_matrix_of_the_busiest_has_every_pair():
    network = project([("a", "1"), ("b", "1"), ("c", "1"), ("a", "2"), ("b", "2"), ("d", "2"), ("c", "3"), ("d", "3")])
    assert network.among(3) == [("a", "b", 2), ("a", "c", 1), ("b", "c", 1)]
    assert network.among(2, aside={"a"}) == [("b", "c", 1)]
    assert project([]).among(3) == []


def test_middle_of_a_star():
    values = measure(project(STAR)).values
    assert values["degree"] == [3, 1, 1, 1]
    assert values["betweenness"] == [1, 0, 0, 0]
    assert values["closeness"] == pytest.approx([1, 0.6, 0.6, 0.6])
    assert values["eigenvector"] == pytest.approx([0.5**0.5, *[6**-0.5] * 3])
    assert values["core"] == [1, 1, 1, 1]
    assert values["pagerank"] == pytest.approx([0.4797, 0.1734, 0.1734, 0.1734], abs=1e-4)


def test_two_triangles_joined_by_a_tie_are_two_communities():
    triangles = [(b, "1") for b in "abc"] + [(b, "2") for b in "def"] + [("c", "3"), ("d", "3")]
    triangles += [(b, f"{t}again") for t, bodies in (("1", "abc"), ("2", "def")) for b in bodies]
    values = measure(project(triangles)).values
    assert values["community"] == [1, 1, 1, 2, 2, 2]
    assert values["strength"] == [4, 4, 5, 5, 4, 4]


def test_no_bodies_no_numbers():
    assert measure(project([])).values["degree"] == []
    assert measure(project([("a", "1")])).values["pagerank"] == [1]


def test_plain_measures_are_networkx_own():
    network = web(40, 60)
    graph, values = to_networkx(network), measure_plain(network).values
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    own = nx.eigenvector_centrality_numpy(largest, weight="weight")
    assert [values["eigenvector"][i] for i in largest] == pytest.approx([abs(own[i]) for i in largest], abs=1e-9)
    assert values["pagerank"] == pytest.approx(list(nx.pagerank(graph, tol=1e-12, max_iter=1000).values()), abs=1e-6)
    assert values["strength"] == [d for _, d in graph.degree(weight="weight")]


OWN = {
    "degree": lambda g: dict(g.degree()), "strength": lambda g: dict(g.degree(weight=None)),
    "betweenness": nx.betweenness_centrality, "closeness": nx.closeness_centrality,
    "eigenvector": lambda g: nx.eigenvector_centrality(g, max_iter=5000, tol=1e-12),
    "pagerank": lambda g: nx.pagerank(g, weight=None, tol=1e-12, max_iter=1000), "core": nx.core_number,
}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("graph", [CLUB, FLORENCE], ids=["club", "florence"])
@pytest.mark.parametrize("way", [measure_plain, measure_large], ids=["networkx", "networkit"])
def test_every_measure_equals_networkx_own(way, graph: nx.Graph, name: str):
    if way is measure_large:
        pytest.importorskip("networkit", reason="the extra 'large' is not installed")
    own = OWN[name](graph)
    assert way(known(graph)).values[name] == pytest.approx([own[node] for node in graph], abs=1e-6)


def test_the_medici_stand_between_all_others():
    values = measure(known(FLORENCE)).values
    medici = list(FLORENCE).index("Medici")
    assert (values["degree"][medici], values["betweenness"][medici]) == (6, pytest.approx(0.521978, abs=1e-6))
    assert values["closeness"][medici] == pytest.approx(0.56)


@pytest.mark.parametrize("graph", [CLUB, FLORENCE], ids=["club", "florence"])
def test_communities_are_networkx_own(graph: nx.Graph):
    network = known(graph)
    own = nx.community.louvain_communities(to_networkx(network), weight="weight", seed=SEED)
    numbers = measure(network).values["community"]
    assert {frozenset(i for i, n in enumerate(numbers) if n == k) for k in set(numbers)} == {frozenset(c) for c in own}


@pytest.mark.parametrize("name", ["degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank", "core"])
def test_networkit_equals_networkx(name: str):
    pytest.importorskip("networkit", reason="the extra 'large' is not installed")
    network = web(150, 400)
    assert measure_large(network).values[name] == pytest.approx(measure_plain(network).values[name], abs=1e-6)


def test_networkit_communities_are_as_good():
    pytest.importorskip("networkit", reason="the extra 'large' is not installed")
    network = web(150, 400)
    graph = to_networkx(network)

    def quality(numbers: list[int]) -> float:
        groups = [{i for i, n in enumerate(numbers) if n == k} for k in set(numbers)]
        return nx.community.modularity(graph, groups)

    plain, large = measure_plain(network).values["community"], measure_large(network).values["community"]
    assert quality(large) == pytest.approx(quality(plain), abs=0.03)


def test_sampled_betweenness_keeps_the_order_and_says_so(monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("networkit", reason="the extra 'large' is not installed")
    network = web(300, 900)
    exact = measure_large(network)
    monkeypatch.setattr("kg.reports.network_large.EXACT_WORK", 0)
    sampled = measure_large(network)
    assert "抽样" in sampled.methods["betweenness"].zh
    assert "抽样" not in exact.methods["betweenness"].zh
    for name in ("betweenness", "closeness"):
        most = max(range(len(network.bodies)), key=lambda i: exact.values[name][i])
        top = sorted(range(len(network.bodies)), key=lambda i: -sampled.values[name][i])[:15]
        assert most in top


def test_eigenvector_of_a_pair():
    assert eigenvector(project([("a", "1"), ("b", "1"), ("c", "2")])) == pytest.approx([0.5**0.5, 0.5**0.5, 0])
