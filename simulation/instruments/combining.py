"""What a few partners can make of their skills together, and none of them alone.

Shapes: skills (F, K), language (F, V), members: rows of firms; a scalar out.
Source: nooteboom2007; concepts S07.
"""

from __future__ import annotations

from numba import njit

from simulation.declarations import Floats, Integers
from simulation.instruments.similarity import closeness


@njit(cache=True)
def combined_novelty(skills: Floats, language: Floats, members: Integers, n: int) -> float:
    """Return what n members can combine beyond each one's own, as far as they understand it.

    Nought for one alone, for identical partners and for those without a common language (S07).
    """
    if n < 2:
        return 0.0
    beyond = 0.0
    for k in range(skills.shape[1]):
        best, total = 0.0, 0.0
        for seat in range(n):
            level = skills[members[seat], k]
            best = max(best, level)
            total += level
        beyond += best - total / n
    shared, pairs = 0.0, 0
    for one in range(n):
        for other in range(one):
            alike = closeness(language[members[one]], language[members[other]])
            shared += max(0.0, 2.0 * alike - 1.0)
            pairs += 1
    return float(min(1.0, 2.0 * beyond / skills.shape[1] * shared / pairs))
