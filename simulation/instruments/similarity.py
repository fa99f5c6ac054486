"""How alike two firms are: in language, in skills, and what that leaves to be learned.

Shapes: vectors of V positions or K skills in [0, 1]; scalars out.
Source: nooteboom2007 (inverted U in cognitive distance).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Floats


@njit(cache=True, inline="always")
def closeness(one: Floats, other: Floats) -> float:
    """Return how much two positions share: 1 minus their mean distance."""
    total = 0.0
    for v in range(len(one)):
        total += abs(one[v] - other[v])
    return 1.0 - total / len(one)


@njit(cache=True, inline="always")
def distance(one: Floats, other: Floats) -> float:
    """Return the root mean square distance of two sets of skills."""
    total = 0.0
    for k in range(len(one)):
        total += (one[k] - other[k]) ** 2
    return float(np.sqrt(total / len(one)))


@njit(cache=True, inline="always")
def learnable(apart: float, best_distance: float, distance_width: float) -> float:
    """Return the share of a gap that can be learned at a distance: an inverted U, at most 1."""
    return float(np.exp(-(((apart - best_distance) / distance_width) ** 2)))


@njit(cache=True, inline="always")
def regard(shared_principles: float, match: float) -> float:
    """Return the respect that a partner's work and shared principles deserve, in [0, 1]."""
    return 0.5 * shared_principles + 0.5 * match
