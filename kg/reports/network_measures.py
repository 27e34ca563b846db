"""Measures of a network of bodies by the library that its size asks for.

Small networks are measured by networkx. Where pure Python would take minutes NetworKit does the same sums; a test
holds the two against each other.
"""

from __future__ import annotations

from kg.reports.network import Measures, Network

PLAIN_WORK = 1_000_000
"""Bodies times ties up to which networkx measures: about a second."""


def measure(network: Network) -> Measures:
    """Degree, strength, betweenness, closeness, eigenvector, PageRank, core and community of each body."""
    if len(network.bodies) * network.ties <= PLAIN_WORK:
        from kg.reports.network_plain import measure_plain

        return measure_plain(network)
    from kg.reports.network_large import measure_large

    return measure_large(network)
