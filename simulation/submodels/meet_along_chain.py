"""Supply chain: firms meet those who deliver to them or buy from them; others their own trade.

An interaction model that can take the place of `meet`.
Shapes: F firms, P products. In: chain (P, P), product. Out: the month's meetings.
Source: fioretti2001 (district as chain of trades); concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Integers, submodel
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.meetings import EVERYDAY, NOBODY, MeetingHabits, Meetings
from simulation.randomness import Draws, uniform

LOOKS = 12
"""Firms looked at before giving up finding one along the chain."""


@submodel(writes=("meetings.*",))
def meet_along_chain(
    firms: Firms, markets: Markets, meetings: Meetings, habits: MeetingHabits, blocks: Blocks,
    draw: Draws,
) -> None:
    """Supply chain: firms meet those who deliver to their product or buy from it."""
    partner = np.full(firms.rows, NOBODY, dtype=np.int32)
    blocks.sweep(_choose, firms.rows, firms, markets, habits, draw.key, partner)
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True, nogil=True)
def _choose(
    begin: int, end: int, firms: Firms, markets: Markets, habits: MeetingHabits, key: np.uint64,
    partner: Integers,
) -> None:
    for i in range(begin, end):
        if not firms.alive[i] or uniform(key, i, 0) >= habits.frequency:
            continue
        p = firms.product[i]
        linked = markets.chain[p].max() > 0.0 or markets.chain[:, p].max() > 0.0
        for look in range(LOOKS):
            j = int(uniform(key, i, 1 + look) * firms.rows)
            if not firms.alive[j] or j == i:
                continue
            q = firms.product[j]
            deals = markets.chain[p, q] > 0.0 or markets.chain[q, p] > 0.0
            if deals or (not linked and markets.family[p] == markets.family[q]):
                partner[i] = j
                break
