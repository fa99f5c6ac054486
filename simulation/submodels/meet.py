"""Firms meet those they trust, now and then somebody new: a partner's partner, a neighbour.

Some of the new contacts are outside the territory.

This is the open interaction model. The others (`meet_in_pairs`, `meet_through_hub`,
`meet_along_chain`, `meet_in_groups`) take its place in a scenario's schedule (S48).

Shapes: F firms, D ties. In: trust (F, D), place (F, 2), openness. Out: the month's meetings.
Source: jackson2007 (meeting at random and through friends); concepts S12, S43, S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import Integers, parameter, parameters, submodel, switch
from simulation.entities.firms import Firms
from simulation.entities.meetings import EVERYDAY, NOBODY, OUTSIDE, MeetingHabits, Meetings
from simulation.entities.neighbourhoods import Neighbourhoods, neighbour_of
from simulation.entities.ties import Ties, trusted_choice
from simulation.randomness import Draws, uniform


@parameters
class Meet:
    """How often firms meet somebody new, and how."""

    strangers: float = parameter(
        0.2, unit="share of meetings", low=0, high=1, source="assumption",
        doc="Meetings sought with somebody new (mu).",
    )
    through_partners: float = parameter(
        0.56, unit="share of new contacts", low=0, high=1, source="jackson2007",
        doc="New contacts made through a partner of a partner (S12).",
    )
    from_outside: float = parameter(
        0.3, unit="share of new contacts", low=0, high=1, source="assumption",
        doc="New contacts outside the territory, for an owner of full openness.",
    )
    near: float = parameter(
        0.7, unit="share of neighbours", low=0, high=1, source="assumption",
        doc="Neighbours met who live in the same square of the territory.",
    )
    restless_months: float = parameter(
        6, unit="months", low=0, high=36, source="assumption",
        doc="After a turn of its life a firm seeks new contacts twice as often (S19).",
    )
    relational_capital: bool = switch(
        True, thesis="S12 C1", doc="Partners open the way to their partners."
    )
    proximity: bool = switch(
        True, thesis="S43 C4",
        doc="Neighbours are met more often than others; off: where ties begin and where founders "
        "settle is near all the same.",
    )


@submodel(writes=("meetings.*",))
def meet(
    firms: Firms, ties: Ties, meetings: Meetings, neighbourhoods: Neighbourhoods,
    habits: MeetingHabits, meeting: Meet, clock: Clock, blocks: Blocks, draw: Draws,
) -> None:
    """Firms meet those they trust, now and then somebody new."""
    neighbourhoods.settle(firms.place, firms.alive)
    partner = np.empty(firms.rows, dtype=np.int32)
    blocks.sweep(
        _choose, firms.rows, firms, ties, neighbourhoods, habits, meeting, clock.month, draw.key,
        partner,
    )
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True, nogil=True)
def _choose(
    begin: int, end: int, firms: Firms, ties: Ties, nearby: Neighbourhoods, habits: MeetingHabits,
    meeting: Meet, month: int, key: np.uint64, partner: Integers,
) -> None:
    through_partners = meeting.through_partners if meeting.relational_capital else 0.0
    for i in range(begin, end):
        partner[i] = NOBODY
        if not firms.alive[i]:
            continue
        if habits.frequency < 1.0 and uniform(key, i, 0) >= habits.frequency:
            continue
        new = meeting.strangers
        if month - firms.stage_since[i] < meeting.restless_months:
            new = min(1.0, 2.0 * meeting.strangers)
        if uniform(key, i, 1) >= new:
            d = trusted_choice(ties, i, uniform(key, i, 2))
            if d >= 0:
                partner[i] = ties.neighbour[i, d]
            continue
        way = uniform(key, i, 3)
        if way < meeting.from_outside * firms.openness[i]:
            partner[i] = OUTSIDE
        elif way >= 1.0 - through_partners:
            d = trusted_choice(ties, i, uniform(key, i, 4))
            if d >= 0:
                j = ties.neighbour[i, d]
                e = trusted_choice(ties, j, uniform(key, i, 5))
                if e >= 0 and ties.neighbour[j, e] != i:
                    partner[i] = ties.neighbour[j, e]
        elif meeting.proximity:
            partner[i] = neighbour_of(firms.place, nearby, i, meeting.near, key, 6)
        else:
            n = nearby.begins[nearby.side * nearby.side]
            j = nearby.rows[int(uniform(key, i, 9) * n)]
            if j != i:
                partner[i] = j
