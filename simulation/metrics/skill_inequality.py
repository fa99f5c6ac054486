"""Gini coefficient of the firms' mean skill: 0 where all know as much."""

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats, metric
from simulation.entities.firms import Firms
from simulation.language import msg


@metric(label=msg("Inequality of skill"), unit="index", every=3)
def skill_inequality(firms: Firms) -> float:
    """Gini coefficient of the firms' mean skill: 0 where all know as much."""
    return _gini(firms.alive, firms.skills)


@njit(cache=True)
def _gini(alive: Flags, skills: Floats) -> float:
    levels = np.empty(len(alive))
    n = 0
    total = 0.0
    for i in range(len(alive)):
        if alive[i]:
            level = 0.0
            for k in range(skills.shape[1]):
                level += skills[i, k]
            levels[n] = level / skills.shape[1]
            total += levels[n]
            n += 1
    if n == 0 or total == 0.0:
        return np.nan
    ordered = np.sort(levels[:n])
    weighted = 0.0
    for rank in range(n):
        weighted += (2.0 * (rank + 1) - n - 1.0) * ordered[rank]
    return max(0.0, weighted / (n * total))
