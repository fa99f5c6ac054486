"""Joint work: which ties carry it, because both sides trust, respect and have known each other.

Asked of one tie, of one place, or of all places of a firm at once: what is asked is the same, what
is handed over differs, for numbers cost less to pass than arrays.

Shapes: F firms, D places for ties (`ties.py`).
Source: concept S09; claim C2 (facts part 0).
"""

from __future__ import annotations

from numba import njit

from simulation.declarations import (
    Bytes,
    Floats,
    Integers,
    Shorts,
    parameter,
    parameters,
    switch,
)


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


@njit(cache=True)
def bears_joint_work(
    trust: float,
    trust_back: float,
    respect: float,
    respect_back: float,
    history: int,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
) -> bool:
    """Say whether a tie carries joint work: trusted and respected from both sides, and known long."""
    return bool(
        (trust >= trusted_from)
        & (trust_back >= trusted_from)
        & (respect >= respect_needed)
        & (respect_back >= respect_needed)
        & (history >= history_needed)
    )


@njit(cache=True, inline="always")
def works_jointly(
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    i: int,
    d: int,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
) -> bool:
    """Say the same of the tie of i at d; an empty place carries nothing."""
    j = neighbour[i, d]
    if j < 0:
        return False
    e = mirror[i, d]
    return bears_joint_work(
        trust[i, d], trust[j, e], respect[i, d], respect[j, e], history[i, d],
        trusted_from, respect_needed, history_needed,
    )  # fmt: skip


@njit(cache=True, inline="always")
def joint_places(
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    i: int,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
    places: Integers,
) -> int:
    """Write to `places` (D) which ties of i carry joint work, in order; return how many."""
    trusted = 0
    for d in range(neighbour.shape[1]):
        places[trusted] = d  # stays if i trusts, else the next is written over it
        trusted += trust[i, d] >= trusted_from
    joint = 0
    for x in range(trusted):
        d = places[x]
        j, e = neighbour[i, d], mirror[i, d]
        places[joint] = d
        joint += (
            (j >= 0)
            & (trust[j, e] >= trusted_from)
            & (respect[i, d] >= respect_needed)
            & (respect[j, e] >= respect_needed)
            & (history[i, d] >= history_needed)
        )
    return joint
