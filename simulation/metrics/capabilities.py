"""Domains of skill, by product, that some firm masters near the level of the best elsewhere."""

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats, Shorts, metric
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.language import msg

NEAR = 0.9
"""Share of the outside frontier from which a capability is held (assumption)."""


@metric(label=msg("Distinct capabilities"), unit="capabilities", better=1, every=3)
def capabilities(firms: Firms, markets: Markets) -> float:
    """Domains of skill, by product, that some firm masters near the level of the best elsewhere."""
    return _held(firms.alive, firms.product, firms.skills, markets.frontier, markets.rows)


@njit(cache=True)
def _held(alive: Flags, product: Shorts, skills: Floats, frontier: Floats, products: int) -> float:
    held = np.zeros((products, skills.shape[1]), dtype=np.bool_)
    for i in range(len(alive)):
        if alive[i]:
            for k in range(skills.shape[1]):
                held[product[i], k] |= skills[i, k] >= NEAR * frontier[k]
    return float(held.sum())
