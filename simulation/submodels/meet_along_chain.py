"""Supply chain: firms meet those who deliver to them or buy from them; others their own trade.

An interaction model that can take the place of `meet`.
Shapes: F firms, P products. In: chain (P, P), product. Out: the month's meetings.
Source: fioretti2001 (district as chain of trades); concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.declarations import Flags, Floats, Integers, Shorts, submodel
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
    blocks.sweep(
        _choose, firms.rows, firms.alive, firms.product, markets.chain, markets.family,
        habits.frequency, draw.key, partner,
    )
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True, nogil=True)
def _choose(
    begin: int, end: int, alive: Flags, product: Shorts, chain: Floats, family: Integers,
    frequency: float, key: np.uint64, partner: Integers,
) -> None:
    for i in range(begin, end):
        if not alive[i] or uniform(key, i, 0) >= frequency:
            continue
        p = product[i]
        linked = chain[p].max() > 0.0 or chain[:, p].max() > 0.0
        for look in range(LOOKS):
            j = int(uniform(key, i, 1 + look) * len(alive))
            if not alive[j] or j == i:
                continue
            q = product[j]
            if chain[p, q] > 0.0 or chain[q, p] > 0.0 or (not linked and family[p] == family[q]):
                partner[i] = j
                break
