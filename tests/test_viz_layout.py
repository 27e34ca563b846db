"""Positions: the same on every run, and no two nodes on one spot."""

from itertools import combinations
from math import dist

from browser_fixture import big_graph

from viz.layout import forces, rings


def _graph(nodes, edges):
    g = big_graph(nodes, edges, regions=2, papers=3)
    return sorted(g.nodes), sorted({(e.source, e.target) for e in g.edges.values()})


def test_rings_put_the_centre_in_the_middle_and_all_else_apart():
    ids, pairs = _graph(60, 200)
    rest = [i for i in ids if i != "doc-0"]
    places = rings("doc-0", [rest[:20], rest[20:]], pairs)
    assert places["doc-0"] == (0, 0)
    assert set(places) == set(ids)
    assert min(dist(a, b) for a, b in combinations(places.values(), 2)) > 20


def test_rings_of_a_lone_node():
    assert rings("a", [], []) == {"a": (0, 0)}


def test_forces_are_the_same_twice_and_keep_nodes_apart():
    ids, pairs = _graph(200, 600)
    places = forces(ids, pairs)
    assert places == forces(ids, pairs)
    assert min(dist(a, b) for a, b in combinations(places.values(), 2)) > 15


def test_forces_of_none_and_one():
    assert forces([], []) == {}
    assert set(forces(["a"], [])) == {"a"}
