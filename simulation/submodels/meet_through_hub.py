"""Hub and spokes: in each trade everybody meets the firm that most people trust.

An interaction model that can take the place of `meet`.
Shapes: F firms, D ties, P products. In: trust (F, D), family (P). Out: the month's meetings.
Source: assumption; concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Integers, submodel
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.meetings import EVERYDAY, NOBODY, MeetingHabits, Meetings
from simulation.entities.ties import Ties
from simulation.randomness import Draws, uniform


@submodel(writes=("meetings.*",))
def meet_through_hub(
    firms: Firms, ties: Ties, markets: Markets, meetings: Meetings, habits: MeetingHabits,
    draw: Draws,
) -> None:
    """Hub and spokes: in each trade everybody meets the firm that most people trust."""
    partner = np.full(firms.rows, NOBODY, dtype=np.int32)
    _choose(firms, ties, markets, habits, draw.key, partner)
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True)
def _choose(
    firms: Firms, ties: Ties, markets: Markets, habits: MeetingHabits, key: np.uint64,
    partner: Integers,
) -> None:
    families = markets.family.max() + 1
    hub = np.full(families, -1, dtype=np.int32)
    most = np.zeros(families)
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        standing = 1e-9
        for d in range(ties.neighbour.shape[1]):
            if ties.neighbour[i, d] >= 0:
                standing += ties.trust[ties.neighbour[i, d], ties.mirror[i, d]]
        family = markets.family[firms.product[i]]
        if standing > most[family]:
            most[family] = standing
            hub[family] = i
    for i in range(firms.rows):
        if firms.alive[i] and uniform(key, i, 0) < habits.frequency:
            j = hub[markets.family[firms.product[i]]]
            if j != i:
                partner[i] = j
