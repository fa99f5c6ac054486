"""How far a network is what a founding made of it: its own founding, or another network's.

Shapes: principles (V), norms (3), technical quality a scalar; all shares.
Source: concepts S14-S17.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats, Integers
from simulation.instruments.similarity import closeness


@njit(cache=True, inline="always")
def agreement(
    principles: Floats,
    norms: Floats,
    quality: float,
    first_principles: Floats,
    first_norms: Floats,
    first_quality: float,
) -> float:
    """Return how far principles, norms and quality agree with those of a founding."""
    return (
        closeness(principles, first_principles)
        + closeness(norms, first_norms)
        + 1.0
        - abs(quality - first_quality)
    ) / 3.0


@njit(cache=True)
def own_beyond_others(
    alive: Flags,
    members: Integers,
    principles: Floats,
    norms: Floats,
    quality: Floats,
    first_principles: Floats,
    first_norms: Floats,
    first_quality: Floats,
) -> float:
    """Return by how much networks agree more with their own founding than with the others'.

    Mean over the members of all networks (N); NaN where there are no two to compare.
    """
    beyond, belonging, networks = 0.0, 0, 0
    for n in range(len(alive)):
        if not alive[n]:
            continue
        own, others, compared = 0.0, 0.0, 0
        for m in range(len(alive)):
            if not alive[m]:
                continue
            agrees = agreement(
                principles[n],
                norms[n],
                quality[n],
                first_principles[m],
                first_norms[m],
                first_quality[m],
            )
            if m == n:
                own = agrees
            else:
                others += agrees
                compared += 1
        if compared > 0:
            networks += 1
            belonging += members[n]
            beyond += members[n] * (own - others / compared)
    return beyond / belonging if networks > 1 and belonging > 0 else np.nan
