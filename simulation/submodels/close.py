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
    Flags,
    Floats,
    Identities,
    Integers,
    Shorts,
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
    )
)
def close(
    firms: Firms, ties: Ties, surroundings: Surroundings, activity: Activity, closing: Close,
    clock: Clock, events: EventLog, draw: Draws,
) -> None:
    """Firms close: for want of money, by choice, or because nobody follows."""
    cause = np.zeros(firms.rows, dtype=np.int8)
    gone = _close(
        firms.alive, firms.capital, firms.profit, firms.age, firms.life_project,
        firms.successor, firms.collaborators, activity.wage, closing.credit,
        closing.bankruptcy, closing.giving_up, closing.other_reasons, closing.retire_from,
        closing.retiring, closing.life_project, draw.key, ties.neighbour, ties.mirror,
        ties.trust, cause,
    )
    if gone == 0:
        return
    surroundings.unemployed[0] += gone
    events.note(Kind.CLOSED, clock.month, firms.id, cause > 0, values=cause.astype(np.float64))
    _empty(
        cause, firms.alive, firms.id, firms.stage, firms.network, firms.founder_of,
        firms.projects, firms.collaborators, firms.attraction, firms.revenue,
    )


@njit(cache=True)
def _close(
    alive: Flags, capital: Floats, profit: Floats, age: Floats, life_project: Floats,
    successor: Bytes, collaborators: Shorts, wage: float, credit: float,
    bankruptcy: float, giving_up: float, other_reasons: float, retire_from: float,
    retiring: float, life_project_counts: bool, key: np.uint64, neighbour: Integers,
    mirror: Bytes, trust: Floats, cause: Bytes,
) -> int:
    gone = 0
    for i in range(len(alive)):
        if not alive[i]:
            continue
        weight = life_project[i] if life_project_counts else 0.0
        missing = min(1.0, max(0.0, -profit[i] / wage))
        if capital[i] < -credit * (1.0 + 0.5 * collaborators[i]):
            if uniform(key, i, 0) < bankruptcy:
                cause[i] = Exit.INSOLVENCY
        elif uniform(key, i, 1) < other_reasons + giving_up * missing**2 * (1.0 - weight):
            cause[i] = Exit.CHOICE
        elif age[i] >= retire_from and successor[i] == 0:
            if uniform(key, i, 2) < retiring * (1.0 - 0.5 * weight) or age[i] >= 85.0:
                cause[i] = Exit.RETIREMENT
        if cause[i] > 0:
            gone += 1 + collaborators[i]
            for d in range(neighbour.shape[1]):
                if neighbour[i, d] >= 0:
                    disconnect(neighbour, mirror, trust, i, d)
    return gone


@njit(cache=True)
def _empty(
    cause: Bytes, alive: Flags, identity: Identities, stage: Bytes, network: Integers,
    founder_of: Integers, projects: Bytes, collaborators: Shorts, attraction: Floats,
    revenue: Floats,
) -> None:
    for i in range(len(cause)):
        if cause[i] == Exit.NONE:
            continue
        alive[i] = False
        identity[i] = -1
        stage[i] = Stage.CLOSED
        network[i] = -1
        founder_of[i] = -1
        projects[i] = 0
        collaborators[i] = 0
        attraction[i] = 0.0
        revenue[i] = 0.0
