"""Who federates: an owner whom opposed partners trust, and who joins them as nobody else does.

A pair is federated by a firm when both partners and the firm trust each other, the two want
different things for the territory, and they have no tie of their own. Being in between is not
enough: where trust is one-sided there is brokerage without acceptance.

Shapes: neighbour, mirror, trust (F, D); vision (F, V), alive (F). Out: pairs federated (F).
Source: burt2000 (brokerage); concepts S68.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Flags, Floats, Integers
from simulation.instruments.similarity import distance


@njit(cache=True)
def federated_pairs(
    alive: Flags,
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    vision: Floats,
    trusted_from: float,
    opposed_from: float,
    accepted: bool,
) -> Integers:
    """Return how many opposed pairs each firm joins (F); `accepted`: trusted by them, too."""
    pairs = np.zeros(len(alive), dtype=np.int32)
    partners = np.empty(neighbour.shape[1], dtype=np.int32)
    for i in range(len(alive)):
        if not alive[i]:
            continue
        count = 0
        for d in range(neighbour.shape[1]):
            j = neighbour[i, d]
            if j < 0 or trust[i, d] < trusted_from:
                continue
            if accepted and trust[j, mirror[i, d]] < trusted_from:
                continue
            partners[count] = j
            count += 1
        for one in range(count):
            for other in range(one):
                j, k = partners[one], partners[other]
                if distance(vision[j], vision[k]) < opposed_from:
                    continue
                tied = False
                for d in range(neighbour.shape[1]):
                    tied |= neighbour[j, d] == k
                pairs[i] += not tied
    return pairs
