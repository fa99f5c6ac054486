"""Domains of skill, by product, that some firm masters near the level of the best elsewhere."""

import numpy as np
from numba import njit

from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.language import msg

NEAR = 0.9
"""Share of the outside frontier from which a capability is held (assumption)."""


@metric(label=msg("Distinct capabilities"), unit="capabilities", better=1, every=3)
def capabilities(firms: Firms, markets: Markets) -> float:
    """Domains of skill, by product, that some firm masters near the level of the best elsewhere."""
    return _held(firms, markets)


@njit(cache=True)
def _held(firms: Firms, markets: Markets) -> float:
    held = np.zeros((markets.rows, firms.skills.shape[1]), dtype=np.bool_)
    for i in range(firms.rows):
        if firms.alive[i]:
            for k in range(firms.skills.shape[1]):
                held[firms.product[i], k] |= firms.skills[i, k] >= NEAR * markets.frontier[k]
    return float(held.sum())
