"""Measures by networkx, for networks that pure Python can walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

from kg.reports.network import Measures, Network, eigenvector

SEED = 1
METHODS = {
    "degree": "与之共担任务的机构数",
    "strength": "与各机构共担任务的次数之和",
    "betweenness": "介数中心性，精确计算，不计权重",
    "closeness": "接近中心性（Wasserman–Faust 修正），不计权重",
    "eigenvector": "特征向量中心性，按共担次数加权，取最大连通部分",
    "pagerank": "PageRank，阻尼 0.85，按共担次数加权",
    "core": "k 核数，不计权重",
    "community": "社群：Louvain 模块度，按共担次数加权，序号按规模",
}


def to_networkx(network: Network) -> nx.Graph:
    """The network as a networkx graph: nodes are places in the network's order, `weight` the tasks shared."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(network.bodies)))
    upper = network.shared.tocoo()
    graph.add_weighted_edges_from(
        (int(i), int(j), int(w)) for i, j, w in zip(*upper.coords, upper.data, strict=True) if i < j)
    return graph


def measure_plain(network: Network) -> Measures:
    """All measures, exactly."""
    graph = to_networkx(network)
    computed: dict[str, Callable[[nx.Graph], Any]] = {
        "degree": lambda g: dict(g.degree()),
        "strength": lambda g: dict(g.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "eigenvector": lambda _: dict(enumerate(eigenvector(network))),
        "pagerank": lambda g: nx.pagerank(g, weight="weight", tol=1e-10, max_iter=500),
        "core": nx.core_number,
        "community": _communities,
    }
    nodes = range(len(network.bodies))
    return Measures({name: _listed(rule(graph), nodes) for name, rule in computed.items()}, METHODS)


def _listed(values: dict[int, float], nodes: range) -> list[float]:
    return [values[i] for i in nodes]


def _communities(graph: nx.Graph) -> dict[int, int]:
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if len(graph) else []
    ranked = sorted(found, key=lambda c: (-len(c), min(c)))
    return {node: number for number, group in enumerate(ranked, 1) for node in group}
