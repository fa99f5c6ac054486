"""Routines that succeed harden; shared, they become norms, then traditions, then rules.

Shapes: F firms, P products, T technologies. In: profit. Out: habits (F), rung, spread (P, T).
Source: nelson1982 (routines); concepts S72. A rule needs an authority's act: it comes rarely, from
a tradition that has stood for long.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import (
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.community import Routines
from simulation.entities.firms import Firms
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, uniform


@parameters
class HardenHabits:
    """How routines strengthen, spread and climb."""

    growth: float = parameter(
        0.004, unit="share per month", low=0, high=0.2, source="assumption",
        doc="How much of the missing strength a month of success adds.",
    )
    growth_without_success: float = parameter(
        0.3, unit="share of growth", low=0, high=1, source="assumption",
        doc="Part of that growth which repetition alone gives.",
    )
    conformity: float = parameter(
        1.0, unit="share per rung", low=0, high=5, source="assumption",
        doc="How much faster habits grow where the routine stands one rung higher.",
    )
    habitual_from: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Strength from which a routine is a firm habit.",
    )
    shared_from: float = parameter(
        0.5, unit="share of firms", low=0, high=1, source="assumption",
        doc="Spread from which a habit is a norm; below half of it the norm is lost.",
    )
    norm_months: float = parameter(
        24, unit="months", low=1, high=600, source="assumption",
        doc="Months of wide spread that make a norm.",
    )
    tradition_months: float = parameter(
        120, unit="months", low=1, high=1200, source="assumption",
        doc="Months as a norm that make a tradition.",
    )
    codification: float = parameter(
        0.002, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that an authority makes a tradition a rule.",
    )
    hardening: bool = switch(True, thesis="S72 C6", doc="Routines climb the ladder.")


@submodel(
    writes=("firms.habits", "routines.rung", "routines.since", "routines.spread"), compiled=True
)
def harden_habits(
    firms: Firms, routines: Routines, hardening: HardenHabits, clock: Clock, events: EventLog,
    blocks: Blocks, draw: Draws,
) -> None:
    """Routines that succeed harden; shared, they become norms, then traditions, then rules."""
    blocks.sweep(_harden, firms.rows, firms, routines, hardening)
    if hardening.hardening:
        before = routines.rung.copy()
        _climb(firms, routines, hardening, clock.step, draw.key)
        climbed = (routines.rung > before).ravel().nonzero()[0]
        if climbed.size:
            # Which routine, as product x technologies + technology; which rung.
            events.append(
                Kind.ROUTINE_HARDENED, clock.month, np.full(len(climbed), -1, dtype=np.int64),
                climbed.astype(np.int64), routines.rung.ravel()[climbed].astype(np.float64),
            )


@njit(cache=True, nogil=True)
def _harden(
    begin: int, end: int, firms: Firms, routines: Routines, hardening: HardenHabits
) -> None:
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        step = hardening.growth
        if firms.profit[i] <= 0.0:
            step *= hardening.growth_without_success
        step *= 1.0 + hardening.conformity * routines.rung[firms.product[i], firms.technology[i]]
        firms.habits[i] += min(1.0, step) * (1.0 - firms.habits[i])


@njit(cache=True)
def _climb(
    firms: Firms, routines: Routines, hardening: HardenHabits, step: int, key: np.uint64
) -> None:
    in_trade = np.zeros(routines.rung.shape[0])
    routines.spread[:] = 0.0
    for i in range(firms.rows):
        if firms.alive[i]:
            in_trade[firms.product[i]] += 1.0
            if firms.habits[i] >= hardening.habitual_from:
                routines.spread[firms.product[i], firms.technology[i]] += 1.0
    for p in range(routines.rung.shape[0]):
        for t in range(routines.rung.shape[1]):
            if in_trade[p] > 0.0:
                routines.spread[p, t] /= in_trade[p]
            standing = step - routines.since[p, t]
            if routines.rung[p, t] == 0:
                if routines.spread[p, t] < hardening.shared_from:
                    routines.since[p, t] = step
                elif standing >= hardening.norm_months:
                    routines.rung[p, t] = 1
                    routines.since[p, t] = step
            elif routines.spread[p, t] < 0.5 * hardening.shared_from and routines.rung[p, t] < 3:
                routines.rung[p, t] -= 1
                routines.since[p, t] = step
            elif (routines.rung[p, t] == 1 and standing >= hardening.tradition_months) or (
                routines.rung[p, t] == 2 and uniform(key, p, t) < hardening.codification
            ):
                routines.rung[p, t] += 1
                routines.since[p, t] = step
