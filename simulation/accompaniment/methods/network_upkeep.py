"""Relations that a project needs are kept alive: partners who no longer meet are brought together.

Channel: meetings on ties that carried joint work and have lain idle, or inside projects under way,
and old scores of giving and taking that are settled.
Fails: where there was no joint work, there is nothing to keep up; without hours for many ties.
Source: concepts S98, S101; burt2000 (ties decay).
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import Integers, method, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings
from simulation.entities.ties import PROJECT, Ties


@parameters
class NetworkUpkeep:
    """What it takes to keep a tie alive."""

    idle: float = parameter(
        2, unit="months", low=0, high=60, source="assumption",
        doc="Months without a useful meeting after which a tie of joint work is looked after.",
    )
    hours_per_tie: float = parameter(
        1.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Time of the facilitator for one tie.",
    )
    ease: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="How far a perfect facilitator helps two partners to understand each other again.",
    )
    settling: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Part of an uneven balance of giving and taking that mediation takes away.",
    )
    upkeep: bool = switch(
        True, thesis="S101 C8", doc="Somebody keeps the relations of projects alive."
    )


@method(levels=(1,), capability="upkeep", remedies="trust")
def network_upkeep(
    session: Session, firms: Firms, ties: Ties, meetings: Meetings, keeping: NetworkUpkeep
) -> None:
    """Relations that a project needs are kept alive: idle partners are brought together."""
    most = int(session.hours / keeping.hours_per_tie)
    if most == 0 or session.quality == 0.0 or not keeping.upkeep:
        return
    rows, places = _idle_ties(session, firms, ties, round(keeping.idle))
    rows, places = rows[:most], places[:most]
    partners = ties.neighbour[rows, places]
    meetings.invite(rows, partners, session.setting, keeping.ease * session.quality)
    left = 1.0 - keeping.settling * session.quality
    mirrors = ties.mirror[rows, places]
    ties.balance[rows, places] = np.trunc(ties.balance[rows, places] * left)
    ties.balance[partners, mirrors] = -ties.balance[rows, places]
    session.record["ties_kept_up"] = float(len(rows))


def _idle_ties(
    session: Session, firms: Firms, ties: Ties, idle: int
) -> tuple[Integers, Integers]:
    """Return ties of joint work that lie idle, longest first, each once: rows and places."""
    rows = session.rows
    neighbour = ties.neighbour[rows]
    joint = (neighbour >= 0) & ((ties.purposes[rows] & PROJECT) > 0)
    since = session.step - ties.met[rows]
    seat, place = np.nonzero(joint & (since >= idle))
    first, second = rows[seat], neighbour[seat, place]
    # A tie between two participants is found from both sides: keep the lower row's.
    once = ~(np.isin(second, rows) & (second < first)) & firms.alive[second]
    first, place, waited = first[once], place[once], since[seat, place][once]
    order = np.argsort(-waited, kind="stable")
    return first[order].astype(np.int32), place[order].astype(np.int32)
