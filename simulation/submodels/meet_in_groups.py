"""Mixed groups: for a year each firm belongs to a circle drawn by lot, and meets its members.

An interaction model that can take the place of `meet`.
Shapes: F firms. Out: the month's meetings.
Source: facts 4.2 (size of learning sets); concept S48.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Flags, Integers, parameter, parameters, submodel
from simulation.entities.firms import Firms
from simulation.entities.meetings import EVERYDAY, NOBODY, MeetingHabits, Meetings
from simulation.randomness import Draws, uniform


@parameters
class MeetInGroups:
    """How large the circles are."""

    members: float = parameter(
        8, unit="firms", low=2, high=100, source="facts 4.2", doc="Members of a circle."
    )


@submodel(writes=("meetings.*",))
def meet_in_groups(
    firms: Firms, meetings: Meetings, habits: MeetingHabits, grouping: MeetInGroups,
    clock: Clock, draw: Draws,
) -> None:
    """Mixed groups: each firm meets the members of a circle drawn by lot for the year."""
    partner = np.full(firms.rows, NOBODY, dtype=np.int32)
    _choose(
        firms.alive, round(grouping.members), habits.frequency, draw.at(clock.step // 12 * 12),
        draw.key, partner,
    )
    meetings.hold_with(partner, EVERYDAY)


@njit(cache=True)
def _choose(
    alive: Flags, members: int, frequency: float, key_of_year: np.uint64, key: np.uint64,
    partner: Integers,
) -> None:
    # Each row has its lot for the year, so that a birth or a death moves nobody else's.
    circles = max(1, len(alive) // members)
    lot = np.empty(len(alive), dtype=np.int32)
    begins = np.zeros(circles + 1, dtype=np.int32)
    for i in range(len(alive)):
        lot[i] = int(uniform(key_of_year, i, 0) * circles)
        if alive[i]:
            begins[lot[i] + 1] += 1
    for c in range(circles):
        begins[c + 1] += begins[c]
    rows = np.empty(begins[circles], dtype=np.int32)
    free = begins[:-1].copy()
    for i in range(len(alive)):
        if alive[i]:
            rows[free[lot[i]]] = i
            free[lot[i]] += 1
    for i in range(len(alive)):
        if not alive[i] or uniform(key, i, 1) >= frequency:
            continue
        here = begins[lot[i] + 1] - begins[lot[i]]
        j = rows[begins[lot[i]] + int(uniform(key, i, 2) * here)]
        if j != i:
            partner[i] = j
