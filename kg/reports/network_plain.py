"""Measures by networkx, for networks that pure Python can walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

from kg.reports.network import Measures, Network, eigenvector
from kg.reports.report import Words

SEED = 1
METHODS = {
    "degree": Words("合作机构：与之共担任务的机构数", "Degree: bodies with which it shares a task"),
    "strength": Words("加权度：与各机构共担任务的次数之和", "Weighted degree: tasks shared, summed over those bodies"),
    "betweenness": Words("介数中心性：精确计算，不计权重", "Betweenness: exact, unweighted"),
    "closeness": Words("接近中心性：Wasserman–Faust 修正，不计权重", "Closeness: as Wasserman and Faust, unweighted"),
    "eigenvector": Words("特征向量中心性：按共担次数加权，取最大连通部分",
                         "Eigenvector: by tasks shared, in the largest connected part"),
    "pagerank": Words("PageRank：阻尼 0.85，按共担次数加权", "PageRank: damping 0.85, by tasks shared"),
    "core": Words("k 核数：不计权重", "k-core: unweighted"),
    "community": Words("社群：Louvain 模块度，按共担次数加权，序号按规模",
                       "Communities: Louvain modularity by tasks shared, numbered by size"),
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
