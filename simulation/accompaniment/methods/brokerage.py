"""A broker introduces two by two those who have what the other lacks, and lends them credit.

Channel: meetings between firms that have no tie, made easier by the broker; where both give the
broker credit, they begin with some of the trust that they have in the broker.
Who goes by a map of relations (`relations: mapped`) leaves out those whom it shows as partners, or
partners of partners; without a map, those who say that they know each other.
Fails: where the map is a fragment or old; where the broker has no credit, sees the skills badly, or
where nobody is complementary; introductions without a later meeting fade.
Source: burt2000; concepts S12, S61, S69, S98.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.known_relations import KnownRelations
from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings
from simulation.entities.ties import Ties, connect, free_place, place_of
from simulation.events import EventLog, Kind
from simulation.instruments.complementarity import complementary_pairs
from simulation.instruments.similarity import closeness, regard


@parameters
class Brokerage:
    """What an introduction takes and gives."""

    hours_per_pair: float = parameter(
        2.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Time of the broker for one introduction.",
    )
    ease: float = parameter(
        0.6, unit="share", low=0, high=1, source="assumption",
        doc="How far a perfect broker helps two strangers to understand each other.",
    )
    credit: float = parameter(
        0.8, unit="share", low=0, high=1, source="assumption",
        doc="Part of the support for the broker that two strangers lend each other.",
    )
    credit_from: float = parameter(
        0.2, unit="share", low=0.13, high=1, source="assumption",
        doc="Lent trust below which the two remain strangers until they meet.",
    )
    lending: bool = switch(
        True, thesis="S61 S98", doc="A broker's credit passes to those who are introduced."
    )


@method(levels=(1,), capability="relations", remedies="trust")
def brokerage(
    session: Session, firms: Firms, ties: Ties, meetings: Meetings, events: EventLog,
    known: KnownRelations, broking: Brokerage,
) -> None:
    """A broker introduces two by two those who have what the other lacks, and lends them credit."""
    most = int(session.hours / broking.hours_per_pair)
    if most == 0 or session.quality == 0.0 or len(session.rows) < 2:
        return
    mapped = session.settings.get("relations") == "mapped"
    acquainted_with = known.reached(firms, session.rows) if mapped else ties.neighbour
    first, second = complementary_pairs(
        firms.skills, acquainted_with, session.rows, most, session.quality, session.key
    )
    meetings.invite(first, second, session.setting, broking.ease * session.quality)
    acquainted = 0
    if broking.lending:
        for i, j in zip(first.tolist(), second.tolist(), strict=True):
            acquainted += _lend(session, firms, ties, events, broking, i, j)
    session.record["introductions"] = float(len(first))
    session.record["credit_lent"] = float(acquainted)


def _lend(
    session: Session, firms: Firms, ties: Ties, events: EventLog, broking: Brokerage,
    i: int, j: int,
) -> int:
    """Make two strangers acquaintances on the broker's word, if that is worth something."""
    both = np.sqrt(firms.support[i] * firms.support[j])
    lent = broking.credit * session.quality * float(both)
    here, there = free_place(ties, i), free_place(ties, j)
    if lent < broking.credit_from or here < 0 or there < 0:
        return 0
    if place_of(ties, i, j) >= 0:
        return 0
    shared = closeness(firms.principles[i], firms.principles[j])
    connect(
        ties, i, j, here, there, lent, regard(shared, firms.match[j]),
        regard(shared, firms.match[i]), session.step, 0,
    )
    pair = firms.id[[i, j]]
    events.append(Kind.TIE_MADE, session.month, pair[:1], pair[1:])
    return 1
