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
    Bytes,
    Flags,
    Floats,
    Integers,
    Shorts,
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


@submodel(writes=("firms.habits", "routines.rung", "routines.since", "routines.spread"))
def harden_habits(
    firms: Firms, routines: Routines, hardening: HardenHabits, clock: Clock, events: EventLog,
    blocks: Blocks, draw: Draws,
) -> None:
    """Routines that succeed harden; shared, they become norms, then traditions, then rules."""
    blocks.sweep(
        _harden, firms.rows, firms.alive, firms.product, firms.technology, firms.profit,
        routines.rung, hardening.growth, hardening.growth_without_success,
        hardening.conformity, firms.habits,
    )
    if hardening.hardening:
        before = routines.rung.copy()
        _climb(
            firms.alive, firms.product, firms.technology, firms.habits, clock.step,
            hardening.habitual_from, hardening.shared_from, hardening.norm_months,
            hardening.tradition_months, hardening.codification, draw.key, routines.rung,
            routines.since, routines.spread,
        )
        climbed = (routines.rung > before).ravel().nonzero()[0]
        if climbed.size:
            # Which routine, as product x technologies + technology; which rung.
            events.append(
                Kind.ROUTINE_HARDENED, clock.month, np.full(len(climbed), -1, dtype=np.int64),
                climbed.astype(np.int64), routines.rung.ravel()[climbed].astype(np.float64),
            )


@njit(cache=True, nogil=True)
def _harden(
    begin: int, end: int, alive: Flags, product: Shorts, technology: Shorts, profit: Floats,
    rung: Bytes, growth: float, growth_without_success: float, conformity: float,
    habits: Floats,
) -> None:
    for i in range(begin, end):
        if not alive[i]:
            continue
        step = growth if profit[i] > 0.0 else growth * growth_without_success
        step *= 1.0 + conformity * rung[product[i], technology[i]]
        habits[i] += min(1.0, step) * (1.0 - habits[i])


@njit(cache=True)
def _climb(
    alive: Flags, product: Shorts, technology: Shorts, habits: Floats, step: int,
    habitual_from: float, shared_from: float, norm_months: float, tradition_months: float,
    codification: float, key: np.uint64, rung: Bytes, since: Integers, spread: Floats,
) -> None:
    firms = np.zeros(rung.shape[0])
    spread[:] = 0.0
    for i in range(len(alive)):
        if alive[i]:
            firms[product[i]] += 1.0
            if habits[i] >= habitual_from:
                spread[product[i], technology[i]] += 1.0
    for p in range(rung.shape[0]):
        for t in range(rung.shape[1]):
            if firms[p] > 0.0:
                spread[p, t] /= firms[p]
            standing = step - since[p, t]
            if rung[p, t] == 0:
                if spread[p, t] < shared_from:
                    since[p, t] = step
                elif standing >= norm_months:
                    rung[p, t] = 1
                    since[p, t] = step
            elif spread[p, t] < 0.5 * shared_from and rung[p, t] < 3:
                rung[p, t] -= 1
                since[p, t] = step
            elif (rung[p, t] == 1 and standing >= tradition_months) or (
                rung[p, t] == 2 and uniform(key, p, t) < codification
            ):
                rung[p, t] += 1
                since[p, t] = step
