"""Mean level of skill over firms and domains."""

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats, metric
from simulation.entities.firms import Firms


@metric(label="Mean skill", unit="level", better=1)
def mean_skill(firms: Firms) -> float:
    """Mean level of skill over firms and domains."""
    return _mean(firms.alive, firms.skills)


@njit(cache=True)
def _mean(alive: Flags, skills: Floats) -> float:
    total = 0.0
    count = 0
    for i in range(len(alive)):
        if alive[i]:
            count += 1
            for k in range(skills.shape[1]):
                total += skills[i, k]
    return total / (count * skills.shape[1]) if count else np.nan
