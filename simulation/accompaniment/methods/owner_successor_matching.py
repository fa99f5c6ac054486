"""Owners who grow old are brought together with people who could take over.

Channel: a successor is ready; whether and when the firm is handed on is the owner's affair.
Fails: where few young people live, where the firm earns nothing, and with owners who have nobody's
word for those who are proposed.
Source: facts 2.3; concepts S02, S34.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters
from simulation.entities.community import ADULT, Population
from simulation.entities.firms import Firms
from simulation.events import EventLog, Kind
from simulation.randomness import lots


@parameters
class OwnerSuccessorMatching:
    """How owners and successors find each other with help."""

    introduced: float = parameter(
        0.15, unit="chance per session", low=0, high=1, source="assumption",
        doc="Chance that a profitable firm finds a successor in a well-led session, usual youth.",
    )
    old_from: float = parameter(
        55.0, unit="years", low=30, high=80, source="facts 2.3",
        doc="Age from which owners are ready to hear of it.",
    )
    each: float = parameter(
        4.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Hours for one owner from which the search is thorough.",
    )


@method(levels=(2, 3), capability="relations", remedies="succession")
def owner_successor_matching(
    session: Session, firms: Firms, population: Population, events: EventLog,
    matching: OwnerSuccessorMatching,
) -> None:
    """Owners who grow old are brought together with people who could take over."""
    rows = session.rows
    looking = (firms.age[rows] >= matching.old_from) & (firms.successor[rows] == 0)
    rows = rows[looking & (firms.profit[rows] > 0.0)]
    session.record["looking"] = float(looking.sum())
    if len(rows) == 0:
        session.record["matched"] = 0.0
        return
    youth = min(2.0, float(population.people[ADULT] / max(1.0, population.at_start[ADULT])))
    thorough = min(1.0, session.hours / len(rows) / matching.each)
    chance = matching.introduced * session.quality * thorough * youth
    chance = chance * (0.5 + 0.5 * firms.support[rows])
    found = rows[lots(session.key, rows, 4) < chance]
    firms.successor[found] = 1
    session.record["matched"] = float(np.size(found))
    events.append(Kind.SUCCESSOR_FOUND, session.month, firms.id[found])
