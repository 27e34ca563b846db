"""Positions, computed beforehand and the same on every run: rings around a centre, or forces from a fixed start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

Point = tuple[float, float]
_NEAR = 105.0  # pixels that a node and its caption want for themselves from side to side
_HIGH = 1.6  # and this many times less from top to bottom
_STEP = 100.0  # between the rings that one level is staggered over
_PULL = 0.5  # to the middle; alone it packs n points into a disc of radius sqrt(n / _PULL) wished distances
_GOLDEN = pi * (3 - sqrt(5))


def rings(centre: str, levels: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]], *,
          keep: int = 0) -> dict[str, Point]:
    """The centre in the middle, each level on rings around it. Level `keep` stays in the order it is given in, clockwise
    from the top; the ids of others stand in the direction of what they touch. `levels` hold every id but the centre's
    once."""
    near = neighbours([centre, *(i for level in levels for i in level)], pairs)
    angles: dict[str, float] = {}
    orders: dict[int, list[str]] = {}
    for at in sorted(range(len(levels)), key=lambda at: (abs(at - keep), at)):
        known = dict(angles)
        orders[at] = list(levels[at]) if at == keep else sorted(levels[at], key=lambda i: (_mean_angle(near[i], known), i))
        angles |= {i: 2 * pi * k / len(orders[at]) - pi / 2 for k, i in enumerate(orders[at])}
    places, radius = {centre: (0.0, 0.0)}, 70.0
    for at in range(len(levels)):
        radius = _place(orders[at], radius + 130.0, places)
    return _apart(places)


def _place(ids: Sequence[str], radius: float, places: dict[str, Point]) -> float:
    """Spread ids over as many staggered rings as keep them apart. Returns the outermost radius."""
    if not ids:
        return radius - 130.0
    count = 1
    while len(ids) * _NEAR * 0.8 > sum(2 * pi * (radius + k * _STEP) for k in range(count)) and count < 9:
        count += 1
    for at, id_ in enumerate(ids):
        angle = 2 * pi * at / len(ids) - pi / 2
        r = radius + (at % count) * _STEP
        places[id_] = r * cos(angle), r * sin(angle)
    return radius + (count - 1) * _STEP


def _mean_angle(near: set[str], angles: Mapping[str, float]) -> float:
    """The middle direction of what has a direction, from -π/2 up to 3π/2."""
    known = [angles[i] for i in sorted(near) if i in angles]
    if not known:
        return 1.5 * pi
    mean = atan2(sum(map(sin, known)), sum(map(cos, known)))
    return mean if mean >= -pi / 2 else mean + 2 * pi


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
    return _apart(dict(zip(order, (place * _NEAR).tolist(), strict=True)))


def _settle(place: Array, ends: Array, steps: int) -> Array:
    """Move points (unit: the wished distance) for a number of cooling steps."""
    import numpy as np

    # Of many links each pulls less, so that dense cores open up.
    degree = np.bincount(ends.ravel(), minlength=len(place))
    loose = (0.35 / np.sqrt(degree[ends].min(1, initial=10**6)))[:, None]
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
            pull *= np.sqrt((pull * pull).sum(-1, keepdims=True)) * loose
            np.add.at(push, ends[:, 0], -pull)
            np.add.at(push, ends[:, 1], pull)
        push -= place * _PULL
        length = np.maximum(np.sqrt((push * push).sum(-1, keepdims=True)), 1e-6)
        place = place + push / length * np.minimum(length, heat * (1 - step / steps) + 0.02)
    return place


def _apart(places: Mapping[str, Sequence[float]]) -> dict[str, Point]:
    """Push apart what stands closer than captions allow, in a few sweeps; whole pixels."""
    import numpy as np
    from scipy.spatial import cKDTree

    shape = np.array([1.0, _HIGH])
    wide = np.array(list(places.values()), dtype=np.float64).reshape(-1, 2) * shape
    for _ in range(12):
        close = cKDTree(wide).query_pairs(_NEAR, output_type="ndarray")
        if not len(close):
            break
        gap = wide[close[:, 0]] - wide[close[:, 1]]
        far = np.maximum(np.sqrt((gap * gap).sum(-1, keepdims=True)), 1e-3)
        move = gap / far * (_NEAR - far) * 0.5
        np.add.at(wide, close[:, 0], move)
        np.add.at(wide, close[:, 1], -move)
    points = np.rint(wide / shape).tolist()
    return {id_: (x, y) for id_, (x, y) in zip(places, points, strict=True)}


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
