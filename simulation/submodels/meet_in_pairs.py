"""Closed pairs: each firm meets only the partner it trusts most; nobody new.

An interaction model that can take the place of `meet`.
Shapes: F firms, D ties. In: trust (F, D). Out: the month's meetings.
Source: assumption; concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Integers, submodel
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
    blocks.sweep(_choose, firms.rows, firms, ties, habits, draw.key, partner)
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True, nogil=True)
def _choose(
    begin: int, end: int, firms: Firms, ties: Ties, habits: MeetingHabits, key: np.uint64,
    partner: Integers,
) -> None:
    for i in range(begin, end):
        if not firms.alive[i] or uniform(key, i, 0) >= habits.frequency:
            continue
        most = 0.0
        for d in range(ties.neighbour.shape[1]):
            if ties.neighbour[i, d] >= 0 and ties.trust[i, d] > most:
                most = ties.trust[i, d]
                partner[i] = ties.neighbour[i, d]
