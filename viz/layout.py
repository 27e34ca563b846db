"""Positions, computed beforehand and the same on every run: rings around a centre, or forces from a fixed start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, cos, pi, sin, sqrt

Point = tuple[float, float]
_NEAR = 95.0  # pixels that a node and its caption want for themselves
_GOLDEN = pi * (3 - sqrt(5))


def rings(centre: str, ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """The centre in the middle, what touches it on rings around it in the given order, the rest outside, each near
    the direction of what it touches. `ids` holds every id once, the centre too."""
    near = neighbours(ids, pairs)
    first = [i for i in ids if i in near[centre]]
    places: dict[str, Point] = {centre: (0.0, 0.0)}
    angles: dict[str, float] = {}
    radius = _place(first, 190.0, places, angles)
    outer = [i for i in ids if i not in places]
    order = sorted(outer, key=lambda i: (_mean_angle(near[i], angles), i))
    _place(order, radius + 150.0, places, angles)
    return places


def _place(ids: Sequence[str], radius: float, places: dict[str, Point], angles: dict[str, float]) -> float:
    """Spread ids over as many staggered rings as keep them apart. Returns the outermost radius."""
    if not ids:
        return radius
    count = 1
    while len(ids) * _NEAR > sum(2 * pi * (radius + k * 85.0) for k in range(count)) * 0.95 and count < 9:
        count += 1
    for at, id_ in enumerate(ids):
        angle = 2 * pi * at / len(ids) - pi / 2
        r = radius + (at % count) * 85.0
        angles[id_], places[id_] = angle, (r * cos(angle), r * sin(angle))
    return radius + (count - 1) * 85.0


def _mean_angle(near: set[str], angles: Mapping[str, float]) -> float:
    known = [angles[i] for i in sorted(near) if i in angles]
    if not known:
        return pi
    first = known[0]
    turns = [((a - first + pi) % (2 * pi)) - pi for a in known]
    return (first + sum(turns) / len(turns)) % (2 * pi)


def neighbours(ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    """Which ids touch which, direction apart."""
    near: dict[str, set[str]] = {i: set() for i in ids}
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    return near


def forces(ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Fruchterman and Reingold's forces (1991) with a pull to the middle, from a spiral in breadth-first order.

    All pairs repel, so the cost grows with the square: some 0.1 s for 400 ids, 0.5 s for 1,500. Coordinates are
    rounded to whole pixels, so that a last bit of arithmetic does not show in the page.
    """
    import numpy as np

    order = _breadth_first(ids, neighbours(ids, pairs))
    at = {id_: k for k, id_ in enumerate(order)}
    n = len(order)
    k = np.arange(n, dtype=np.float64)
    place = np.stack([np.sqrt(k + 1) * np.cos(k * _GOLDEN), np.sqrt(k + 1) * np.sin(k * _GOLDEN)], 1)
    ends = np.array([(at[a], at[b]) for a, b in pairs if a != b], dtype=np.int64).reshape(-1, 2)
    place = _settle(place, ends, steps=60 if n <= 600 else 35)
    points = _part(place * _NEAR)
    return {id_: (float(round(x)), float(round(y))) for id_, (x, y) in zip(order, points.tolist(), strict=True)}


def _settle(place, ends, steps: int):  # type: ignore[no-untyped-def]
    """Move points (unit: the wished distance) for a number of cooling steps."""
    import numpy as np

    heat = max(1.0, 0.12 * ceil(sqrt(len(place))))
    for step in range(steps):
        norm = (place * place).sum(1)
        weight = place @ place.T  # the sum over j of (i - j) / |i - j|² in three passes over one square matrix
        weight *= -2
        weight += norm[:, None]
        weight += norm[None, :]
        np.maximum(weight, 0.01, out=weight)
        np.reciprocal(weight, out=weight)
        push = place * weight.sum(1, keepdims=True) - weight @ place
        if len(ends):
            pull = place[ends[:, 0]] - place[ends[:, 1]]
            pull *= np.sqrt((pull * pull).sum(-1, keepdims=True)) * 0.35
            np.add.at(push, ends[:, 0], -pull)
            np.add.at(push, ends[:, 1], pull)
        push -= place * 0.06 * sqrt(len(place)) / 4
        length = np.maximum(np.sqrt((push * push).sum(-1, keepdims=True)), 1e-6)
        place = place + push / length * np.minimum(length, heat * (1 - step / steps) + 0.02)
    return place


def _part(points):  # type: ignore[no-untyped-def]
    """Push apart what stands closer than a caption allows; a few sweeps, fewest that look well."""
    import numpy as np
    from scipy.spatial import cKDTree

    wide = points * np.array([1.0, 1.35])  # captions are wider than high: count vertical distance for more
    for _ in range(12):
        close = cKDTree(wide).query_pairs(_NEAR * 0.8, output_type="ndarray")
        if not len(close):
            break
        gap = wide[close[:, 0]] - wide[close[:, 1]]
        far = np.maximum(np.sqrt((gap * gap).sum(-1, keepdims=True)), 1e-3)
        move = gap / far * (_NEAR * 0.8 - far) * 0.5
        np.add.at(wide, close[:, 0], move)
        np.add.at(wide, close[:, 1], -move)
    return wide / np.array([1.0, 1.35])


def _breadth_first(ids: Sequence[str], near: Mapping[str, set[str]]) -> list[str]:
    """From the best linked id outward, part by part."""
    seen: dict[str, None] = {}
    for root in sorted(ids, key=lambda i: (-len(near[i]), i)):
        queue = [root] if root not in seen else []
        seen.setdefault(root)
        for id_ in queue:
            fresh = [i for i in sorted(near[id_]) if i not in seen]
            seen.update(dict.fromkeys(fresh))
            queue.extend(fresh)
    return list(seen)
