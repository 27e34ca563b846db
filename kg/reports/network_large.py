"""The same measures by NetworKit, for networks of tens of thousands of bodies."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError
from kg.reports.network import Measures, Network, eigenvector
from kg.reports.network_plain import METHODS, SEED
from kg.reports.report import Words

EXACT_WORK = 50_000_000
"""Bodies times ties up to which betweenness is exact; beyond, it is estimated from `SAMPLES` bodies."""
SAMPLES, NEAR_SAMPLES = 256, 128
"""Bodies from which betweenness, and distances, are estimated; mean distances settle sooner."""
_ESTIMATED = {
    "betweenness": Words(f"介数中心性：由 {SAMPLES} 个机构抽样估计，不计权重",
                         f"Betweenness: estimated from a sample of {SAMPLES} bodies, unweighted"),
    "closeness": Words(f"接近中心性：由 {NEAR_SAMPLES} 个机构抽样估计，不计权重",
                       f"Closeness: estimated from a sample of {NEAR_SAMPLES} bodies, unweighted"),
}
_COMMUNITY = Words("社群：Louvain 模块度（NetworKit PLM），按共担次数加权，序号按规模",
                   "Communities: Louvain modularity (NetworKit PLM) by tasks shared, numbered by size")


def measure_large(network: Network) -> Measures:
    """All measures; betweenness and closeness from a sample where exact ones would take too long, and named so.

    Raises `KgError` when NetworKit is not installed.
    """
    graph = to_networkit(network)
    exact = len(network.bodies) * network.ties <= EXACT_WORK
    values = {
        "degree": [graph.degree(i) for i in graph.iterNodes()],
        "strength": network.shared.sum(axis=1).tolist(),
        "betweenness": _betweenness(graph, exact),
        "closeness": _closeness(graph, exact),
        "eigenvector": eigenvector(network),
        "pagerank": _pagerank(graph),
        "core": [int(v) for v in _networkit().centrality.CoreDecomposition(graph).run().scores()],
        "community": _communities(graph),
    }
    return Measures(values, METHODS | {"community": _COMMUNITY} | ({} if exact else _ESTIMATED))


def _networkit() -> Any:
    try:
        import networkit
    except ImportError as error:
        raise KgError("this graph is too large for networkx; pip install networkit") from error
    networkit.setSeed(SEED, False)
    networkit.setNumberOfThreads(1)  # several threads give communities that differ from run to run
    return networkit


def to_networkit(network: Network) -> Any:
    """The network as a NetworKit graph: the same places, `weight` the tasks shared."""
    from scipy.sparse import triu

    upper = triu(network.shared, format="coo")
    row, column = upper.coords
    return _networkit().GraphFromCoo((upper.data.astype(float), (row, column)), n=len(network.bodies), weighted=True)


def _plain(graph: Any) -> Any:
    return _networkit().graphtools.toUnweighted(graph)


def _betweenness(graph: Any, exact: bool) -> list[float]:
    kit = _networkit()
    bare = _plain(graph)
    if exact:
        return list(kit.centrality.Betweenness(bare, normalized=True).run().scores())
    return list(kit.centrality.EstimateBetweenness(bare, SAMPLES, True, False).run().scores())


def _closeness(graph: Any, exact: bool) -> list[float]:
    """By Wasserman and Faust: (reached - 1) / sum of distances, times the share of all bodies reached."""
    kit = _networkit()
    bare = _plain(graph)
    if exact:
        kind = kit.centrality.ClosenessVariant.GENERALIZED
        return list(kit.centrality.Closeness(bare, True, kind).run().scores())
    return _sampled_closeness(bare)


def _sampled_closeness(graph: Any) -> list[float]:
    """From the mean distance to evenly spaced bodies; parts of the network without one of them are left at 0."""
    import numpy as np

    n = graph.numberOfNodes()
    total, seen, reach = np.zeros(n), np.zeros(n), np.zeros(n)
    for start in np.linspace(0, n - 1, min(NEAR_SAMPLES, n)).astype(int):
        distance = np.asarray(_networkit().distance.BFS(graph, int(start), False).run().getDistances(asarray=True))
        near = distance < n  # unreachable bodies are at a distance beyond all
        others = near & (distance > 0)
        total[others] += distance[others]
        seen[others] += 1
        reach[near] = near.sum() - 1
    mean = np.divide(total, seen, out=np.zeros(n), where=seen > 0)
    return [float(v) for v in np.divide(reach / max(n - 1, 1), mean, out=np.zeros(n), where=mean > 0)]


def _pagerank(graph: Any) -> list[float]:
    """Scaled to a sum of 1, which is what spreading the rank of bodies without company over all comes to."""
    scores = _networkit().centrality.PageRank(graph, damp=0.85, tol=1e-12).run().scores()
    total = sum(scores)
    return [score / total for score in scores]


def _communities(graph: Any) -> list[int]:
    kit = _networkit()
    found = kit.community.PLM(graph, refine=True, par="none").run().getPartition()
    members: dict[int, list[int]] = {}
    for node in range(graph.numberOfNodes()):
        members.setdefault(found.subsetOf(node), []).append(node)
    numbers = {node: number for number, group in enumerate(sorted(members.values(), key=lambda c: (-len(c), c[0])), 1)
               for node in group}
    return [numbers[node] for node in range(graph.numberOfNodes())]
