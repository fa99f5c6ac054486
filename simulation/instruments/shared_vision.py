"""How far groups of opposed interests are from a common vision, and what each would accept.

Shapes: visions (R, V), labels (R,): the group of each; a proposal (V,).
Source: Small et al. 2021 (group-informed consensus of Polis); concepts S76, S87.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numba import njit

from simulation.declarations import Floats


def group_means(visions: Floats, labels: np.ndarray) -> Floats:
    """Return the mean vision of each group (G, V), in the order of the labels."""
    sums, members = _by_group(visions, labels)
    return np.asarray(sums / members[:, None])


@njit(cache=True)
def _by_group(values: Floats, labels: np.ndarray) -> tuple[Floats, Floats]:
    """Return the sums of each group's values (G, V) and its members (G); labels are from 0."""
    members = np.zeros(labels.max() + 1)
    for label in labels:
        members[label] += 1.0
    place = np.cumsum(members > 0.0) - 1
    sums = np.zeros((place[-1] + 1, values.shape[1]))
    for r in range(len(labels)):
        for v in range(values.shape[1]):
            sums[place[labels[r]], v] += values[r, v]
    return sums, members[members > 0.0]


def vision_distance(visions: Floats, labels: np.ndarray) -> float:
    """Return how far two groups are apart on average, 0 for one group."""
    return distance_of_means(group_means(visions, labels))


def distance_of_means(means: Floats) -> float:
    """Return the same from the groups' mean visions (G, V)."""
    one, other = _pairs(len(means))
    if one.size == 0:
        return 0.0
    return float(np.abs(means[one] - means[other]).mean())


@lru_cache(maxsize=64)
def _pairs(groups: int) -> tuple[np.ndarray, ...]:
    return np.triu_indices(groups, 1)


def accepts(visions: Floats, proposal: Floats, tolerance: float) -> np.ndarray:
    """Return who can live with a proposal (R,): whose vision is within the tolerance of it."""
    within: np.ndarray = np.abs(visions - proposal).mean(axis=1) <= tolerance
    return within


def acceptability(accepting: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Return the group-wise acceptability and that of the group which accepts least.

    The first is the geometric mean over groups of (1 + accepting) / (2 + members): one group that
    refuses is not outvoted by the others.
    """
    agreed, members = _by_group(accepting.astype(np.float64)[:, None], labels)
    shares = (1.0 + agreed[:, 0]) / (2.0 + members)
    return float(np.exp(np.log(shares).mean())), float(shares.min())
