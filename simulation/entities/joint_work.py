"""Joint work: which ties carry it, because both sides trust, respect and have known each other.

Asked of one tie, or of all ties of a firm at once.

Shapes: F firms, D places for ties (`ties.py`).
Source: concept S09; claim C2 (facts part 0).
"""

from __future__ import annotations

from numba import njit

from simulation.declarations import (
    Integers,
    parameter,
    parameters,
    switch,
)
from simulation.entities.ties import Ties


@parameters
class Relations:
    """When a tie counts as strong."""

    trusted_from: float = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        doc="Trust from which a partner is relied on.",
    )
    respected_from: float = parameter(
        0.8,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        doc="Respect below which nobody enters a joint project or a network.",
    )
    acquainted_from: float = parameter(
        3,
        unit="months",
        low=0,
        high=60,
        source="assumption",
        doc="Months of exchange before two firms work jointly.",
    )
    respect_gate: bool = switch(True, thesis="S09 C2", doc="Joint work needs mutual respect.")
    acquaintance_gate: bool = switch(
        True, thesis="S09 C2", doc="Joint work needs a prior acquaintance."
    )

    @property
    def respect_needed(self) -> float:
        """Respect asked for joint work, none if the gate is off."""
        return self.respected_from if self.respect_gate else 0.0

    @property
    def history_needed(self) -> int:
        """Months of exchange asked for joint work, none if the gate is off."""
        return round(self.acquainted_from) if self.acquaintance_gate else 0


@njit(cache=True, inline="always")
def works_jointly(ties: Ties, relations: Relations, i: int, d: int) -> bool:
    """Say whether the tie of i at d carries joint work; an empty place carries nothing.

    Without branches, as in `ties.py`: of an empty place, the last row's numbers are read in vain.
    """
    j, e = ties.neighbour[i, d], ties.mirror[i, d]
    return bool(
        (j >= 0)
        & (ties.trust[i, d] >= relations.trusted_from)
        & (ties.trust[j, e] >= relations.trusted_from)
        & (ties.respect[i, d] >= relations.respect_needed)
        & (ties.respect[j, e] >= relations.respect_needed)
        & (ties.history[i, d] >= relations.history_needed)
    )


@njit(cache=True, inline="always")
def joint_places(ties: Ties, relations: Relations, i: int, places: Integers) -> int:
    """Write to `places` (D) which ties of i carry joint work, in order; return how many."""
    trusted = 0
    for d in range(ties.neighbour.shape[1]):
        places[trusted] = d  # stays if i trusts, else the next is written over it
        trusted += ties.trust[i, d] >= relations.trusted_from
    joint = 0
    for x in range(trusted):
        d = places[x]
        places[joint] = d
        joint += works_jointly(ties, relations, i, d)
    return joint
