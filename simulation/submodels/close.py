"""Firms close: for want of money, by choice, or because the owner retires and nobody follows.

Every exit has a cause in the log. The know-how of those who go is gone with them, unless somebody
else holds it; their people look for other work.

Shapes: F firms, D ties. In: capital, profit, age, life_project (F). Out: alive (F), neighbour
(F, D), unemployed.
Source: facts 2.1, 2.3; concepts S02, S18, S30, S31.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import (
    Bytes,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.community import Surroundings
from simulation.entities.firms import Activity, Exit, Firms, Stage
from simulation.entities.ties import Ties, disconnect
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, uniform


@parameters
class Close:
    """When an owner gives up."""

    credit: float = parameter(
        6.3, unit="month's wages", low=0, high=60, source="assumption",
        doc="Debt that a one-person firm is allowed; more people, more credit.",
    )
    bankruptcy: float = parameter(
        0.03, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that a firm beyond its credit is wound up in a month.",
    )
    giving_up: float = parameter(
        0.17, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance to give up when a whole living is missing and money is all that counts; "
        "half a living missing counts a quarter.",
    )
    other_reasons: float = parameter(
        0.0018, unit="chance per month", low=0, high=1, source="facts 2.1",
        doc="Illness, family, a better offer: closing that no account explains.",
    )
    retire_from: float = parameter(
        62, unit="years", low=50, high=90, source="facts 2.3",
        doc="Age from which an owner may retire.",
    )
    retiring: float = parameter(
        0.015, unit="chance per month", low=0, high=1, source="facts 2.3",
        doc="Chance to retire in a month, from that age; the life project puts it off.",
    )
    life_project: bool = switch(
        True, thesis="S02", doc="Satisfactions other than money keep firms open."
    )


@submodel(
    writes=(
        "firms.alive", "firms.stage", "firms.network", "firms.projects", "firms.id",
        "firms.founder_of",
        "firms.collaborators", "firms.attraction", "firms.revenue", "surroundings.unemployed",
        "ties.neighbour", "ties.mirror", "ties.trust",
    ),
    compiled=True,
)
def close(
    firms: Firms, ties: Ties, surroundings: Surroundings, activity: Activity, closing: Close,
    clock: Clock, events: EventLog, draw: Draws,
) -> None:
    """Firms close: for want of money, by choice, or because nobody follows."""
    cause = np.zeros(firms.rows, dtype=np.int8)
    gone = _close(firms, ties, activity, closing, draw.key, cause)
    if gone == 0:
        return
    surroundings.unemployed[0] += gone
    events.note(Kind.CLOSED, clock.month, firms.id, cause > 0, values=cause.astype(np.float64))
    _empty(firms, cause)


@njit(cache=True)
def _close(
    firms: Firms, ties: Ties, activity: Activity, closing: Close, key: np.uint64, cause: Bytes
) -> int:
    gone = 0
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        weight = firms.life_project[i] if closing.life_project else 0.0
        missing = min(1.0, max(0.0, -firms.profit[i] / activity.wage))
        tired = closing.giving_up * missing**2 * (1.0 - weight)
        if firms.capital[i] < -closing.credit * (1.0 + 0.5 * firms.collaborators[i]):
            if uniform(key, i, 0) < closing.bankruptcy:
                cause[i] = Exit.INSOLVENCY
        elif uniform(key, i, 1) < closing.other_reasons + tired:
            cause[i] = Exit.CHOICE
        elif firms.age[i] >= closing.retire_from and firms.successor[i] == 0:
            if uniform(key, i, 2) < closing.retiring * (1.0 - 0.5 * weight) or firms.age[i] >= 85.0:
                cause[i] = Exit.RETIREMENT
        if cause[i] > 0:
            gone += 1 + firms.collaborators[i]
            for d in range(ties.neighbour.shape[1]):
                if ties.neighbour[i, d] >= 0:
                    disconnect(ties, i, d)
    return gone


@njit(cache=True)
def _empty(firms: Firms, cause: Bytes) -> None:
    for i in range(len(cause)):
        if cause[i] == Exit.NONE:
            continue
        firms.alive[i] = False
        firms.id[i] = -1
        firms.stage[i] = Stage.CLOSED
        firms.network[i] = -1
        firms.founder_of[i] = -1
        firms.projects[i] = 0
        firms.collaborators[i] = 0
        firms.attraction[i] = 0.0
        firms.revenue[i] = 0.0
