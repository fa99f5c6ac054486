"""A consultancy advises on what each firm lacks most, as far as its own trade covers it.

Channel: taught skill on the firm's own gap, which fades unless it becomes practice; it costs more
hours a firm than a course, and so reaches fewer.
Source: concepts S55, S56; facts 4.1 (individual consulting), 4.4.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.serving import Rounds, service
from simulation.accompaniment.teaching import Teaching, teach
from simulation.declarations import Floats, Integers, parameter, parameters, switch
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


@parameters
class Consulting:
    """How individual advice is given."""

    clients: float = parameter(
        0.34, unit="share", low=0.01, high=1, source="facts 4.1",
        doc="Firms advised one by one in the time in which a group would be.",
    )
    hours: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours of advice on its main gap that a client takes in.",
    )
    consultancies_act: bool = switch(
        True, thesis="S55", doc="Consultancies advise firms on what they lack."
    )


@service(BodyKind.CONSULTANCY)
def advise(
    rounds: Rounds, bodies: Bodies, firms: Firms, markets: Markets, consulting: Consulting,
    teaching: Teaching,
) -> None:
    """Advise each client on its widest gap within the consultancy's trade."""
    clients = rounds.rows[: round(consulting.clients * len(rounds.rows))]
    if not consulting.consultancies_act or clients.size == 0:
        return
    subjects = _widest_gaps(firms, markets, clients, bodies.mission[rounds.body])
    teach(firms, clients, subjects, consulting.hours * rounds.quality, teaching)


@njit(cache=True)
def _widest_gaps(firms: Firms, markets: Markets, clients: Integers, mission: Floats) -> Floats:
    """Return one subject for each client (R, K)."""
    subjects = np.zeros((len(clients), len(mission)))
    for r in range(len(clients)):
        i = clients[r]
        asked = markets.need[firms.product[i], firms.technology[i], firms.market[i]]
        widest = 0
        for k in range(1, len(mission)):
            gap = asked[k] * (1.0 - firms.skills[i, k]) * mission[k]
            if gap > asked[widest] * (1.0 - firms.skills[i, widest]) * mission[widest]:
                widest = k
        subjects[r, widest] = 1.0
    return subjects
