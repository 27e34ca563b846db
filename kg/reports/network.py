"""The network of bodies that share tasks: two bodies are tied as often as one task names both."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from kg.reports.report import Words


@dataclass(frozen=True)
class Network:
    """Bodies in a fixed order, and how many tasks each two share (symmetric, nothing on the diagonal)."""

    bodies: tuple[str, ...]
    shared: csr_array

    @property
    def ties(self) -> int:
        return int(self.shared.nnz // 2)

    def closest(self, count: int, aside: Container[str] = ()) -> list[tuple[str, str, int]]:
        """The pairs that share most tasks, with how many; of equals the first by id. Not those of two bodies `aside`."""
        import numpy as np
        from scipy.sparse import triu

        upper = triu(self.shared, format="coo")
        out = np.fromiter((body in aside for body in self.bodies), dtype=bool, count=len(self.bodies))
        kept = ~(out[upper.coords[0]] & out[upper.coords[1]])
        first, second, times = (values[kept] for values in (*upper.coords, upper.data))
        order = np.lexsort((second, first, -times))[:count]
        return [(self.bodies[first[k]], self.bodies[second[k]], int(times[k])) for k in order]


    def among(self, count: int, aside: Container[str] = ()) -> list[tuple[str, str, int]]:
        """All pairs that share tasks among the bodies that share most (not those `aside`), these in that order."""
        strength = self.shared.sum(axis=1)
        places = [i for i, body in enumerate(self.bodies) if body not in aside]
        busiest = sorted(places, key=lambda i: (-strength[i], i))[:count]
        times = self.shared[busiest][:, busiest].toarray()
        return [(self.bodies[busiest[a]], self.bodies[busiest[b]], int(times[a, b]))
                for a in range(len(busiest)) for b in range(a + 1, len(busiest)) if times[a, b]]


@dataclass(frozen=True)
class Measures:
    """One number a body, in the network's order. `methods` says of each how it was computed, in words."""

    values: Mapping[str, Sequence[float]]
    methods: Mapping[str, Words]


def project(pairs: Iterable[tuple[str, str]]) -> Network:
    """The network of the bodies in (body, task) pairs; repeats count once. Bodies without company are in it too."""
    import numpy as np
    from scipy.sparse import csr_array

    named, tasks = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
    bodies = tuple(sorted(set(named)))
    rows, columns = (_places(items, order) for items, order in ((named, bodies), (tasks, dict.fromkeys(tasks))))
    ones = np.ones(len(rows), dtype=np.int64)
    incidence = csr_array((ones, (rows, columns)), shape=(len(bodies), len(set(tasks))))
    incidence.sum_duplicates()
    incidence.data[:] = 1
    shared = csr_array(incidence @ incidence.T)
    shared.setdiag(0)
    shared.eliminate_zeros()
    shared.sort_indices()
    return Network(bodies, shared)


def _places(items: Sequence[str], order: Iterable[str]) -> NDArray[np.int64]:
    """The place of each item in an order that names each once."""
    import numpy as np

    place = {item: i for i, item in enumerate(order)}
    return np.fromiter(map(place.__getitem__, items), dtype=np.int64, count=len(items))


def eigenvector(network: Network) -> list[float]:
    """Eigenvector centrality by tasks shared, of Euclidean length 1, in the largest connected part; 0 elsewhere.

    Of parts of equal size the one with the first body counts. Lanczos iteration from a fixed start.
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components
    from scipy.sparse.linalg import eigsh

    values = np.zeros(len(network.bodies))
    if not network.ties:
        return list(values)
    _, part = connected_components(network.shared, directed=False)
    inside = np.flatnonzero(part == np.argmax(np.bincount(part)))
    if len(inside) == 2:
        values[inside] = 0.5**0.5
    else:
        matrix = network.shared[inside][:, inside].astype(float)
        values[inside] = np.abs(eigsh(matrix, k=1, which="LA", v0=np.ones(len(inside)))[1][:, 0])
    return [float(v) for v in values]
