"""Closed pairs: each firm meets only the partner it trusts most; nobody new.

An interaction model that can take the place of `meet`.
Shapes: F firms, D ties. In: trust (F, D). Out: the month's meetings.
Source: assumption; concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Flags, Floats, Integers, submodel
from simulation.entities.firms import Firms
from simulation.entities.meetings import EVERYDAY, NOBODY, MeetingHabits, Meetings
from simulation.entities.ties import Ties
from simulation.randomness import Draws, uniform


@submodel(writes=("meetings.*",))
def meet_in_pairs(
    firms: Firms, ties: Ties, meetings: Meetings, habits: MeetingHabits, blocks: Blocks,
    draw: Draws,
) -> None:
    """Closed pairs: each firm meets only the partner it trusts most."""
    partner = np.full(firms.rows, NOBODY, dtype=np.int32)
    blocks.sweep(
        _choose, firms.rows, firms.alive, ties.neighbour, ties.trust, habits.frequency,
        draw.key, partner,
    )
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True, nogil=True)
def _choose(
    begin: int, end: int, alive: Flags, neighbour: Integers, trust: Floats, frequency: float,
    key: np.uint64, partner: Integers,
) -> None:
    for i in range(begin, end):
        if not alive[i] or uniform(key, i, 0) >= frequency:
            continue
        most = 0.0
        for d in range(neighbour.shape[1]):
            if neighbour[i, d] >= 0 and trust[i, d] > most:
                most = trust[i, d]
                partner[i] = neighbour[i, d]
