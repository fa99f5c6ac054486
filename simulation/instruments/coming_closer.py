"""The two steps of learning from others: what is known better passes, what differs comes closer.

Shapes: scalars in, scalars out.
Source: cowan2004 (the receiver closes a share of the gap); axelrod1997 (who meets comes closer).
"""

from __future__ import annotations

from numba import njit

import simulation.compiled  # noqa: F401  (before any loop is made)


@njit(cache=True, inline="always")
def passed(own: float, other: float, share: float) -> float:
    """Return what passes of what the other knows better: a share of the gap, else nothing."""
    gap = other - own
    return share * gap if gap > 0.0 else 0.0


@njit(cache=True, inline="always")
def step_towards(own: float, other: float, share: float) -> float:
    """Return the step that takes away a share of the distance to the other."""
    return share * (other - own)
