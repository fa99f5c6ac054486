"""How much of a market a firm reaches: distant customers ask for declared work and for contacts.

Shapes: scalars.
Source: facts 2.6 (undeclared work stays local); concepts S36, S98.
"""

from __future__ import annotations

from numba import njit

from simulation.entities.markets import NATIONAL


@njit(cache=True, inline="always")
def reach(market: int, formality: float, contacts: float, without_contacts: float) -> float:
    """Return the share of a market's customers whom a firm of these contacts can sell to."""
    if market < NATIONAL:
        return 1.0
    return formality * (without_contacts + (1.0 - without_contacts) * contacts)
