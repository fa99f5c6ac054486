"""An experienced owner of the place leads a less experienced one by hand.

Channel: the mentor's skill is lent: the firm works as if it had it, month by month while the
mentor comes, and lets go of it when nobody comes any more; the two meet, and some of it is learned.
Fails: where no experienced owner of the trade is better than those to be led; what was lent is not
kept by those who never had to find out for themselves.
Source: brooks2018 (facts 4.1: profit +20 %, faded after); concepts S69, S73 (the contrast).
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import Integers, method, parameter, parameters
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.meetings import Meetings


@parameters
class Mentoring:
    """What being led by hand does."""

    lending: float = parameter(
        0.85, unit="share", low=0, high=1, source="facts 4.1",
        doc="How much of the mentor's lead in skill a well-led firm works with at most.",
    )
    taking_up: float = parameter(
        0.5, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of what is still missing of it that one visit adds.",
    )
    full_visit: float = parameter(
        4.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Hours for each firm led from which a visit has its full effect.",
    )
    experienced_from: float = parameter(
        10.0, unit="years", low=0, high=60, source="facts 4.1",
        doc="Years in business that make an owner experienced.",
    )
    ease: float = parameter(
        0.2, unit="share", low=0, high=1, source="assumption",
        doc="How far a perfect host helps mentor and firm to understand each other.",
    )


@method(levels=(3,), capability="relations", remedies="skill")
def mentoring(
    session: Session, firms: Firms, markets: Markets, meetings: Meetings, leading: Mentoring
) -> None:
    """An experienced owner of the place leads a less experienced one by hand."""
    led = session.rows
    if len(led) == 0 or session.hours <= 0.0:
        return
    mentors = _mentors(session, firms, markets, leading)
    found = mentors >= 0
    session.record["mentored"] = float(found.mean())
    led, mentors = led[found], mentors[found]
    each = session.hours / len(session.rows)
    strength = session.quality * min(1.0, each / leading.full_visit)
    own = firms.skills[led] - firms.lent[led]
    lead = np.maximum(0.0, firms.skills[mentors] - firms.lent[mentors] - own)
    missing = np.maximum(0.0, leading.lending * lead - firms.lent[led])
    more = np.minimum(leading.taking_up * strength * missing, 1.0 - firms.skills[led])
    firms.skills[led] += more
    firms.lent[led] += more
    meetings.invite(led, mentors, session.setting, leading.ease * strength)


def _mentors(
    session: Session, firms: Firms, markets: Markets, leading: Mentoring
) -> Integers:
    """Return the row of each participant's mentor (-1: none), the same as long as he is there."""
    row_of = {int(firms.id[row]): int(row) for row in np.flatnonzero(firms.alive)}
    by_firm = session.circle.mentors
    own = firms.match - (firms.lent * _asked(firms, markets)).sum(axis=1)
    months = 12.0 * leading.experienced_from
    able = firms.alive & (session.month - firms.founded >= months)
    able[session.rows] = False
    for taken in by_firm.values():
        if taken in row_of:
            able[row_of[taken]] = False
    trade = markets.family[firms.product]
    chosen = np.full(len(session.rows), -1, dtype=np.int32)
    for place, row in enumerate(session.rows.tolist()):
        who = int(firms.id[row])
        if by_firm.get(who, -1) in row_of:
            chosen[place] = row_of[by_firm[who]]
            continue
        better = np.flatnonzero(able & (trade == trade[row]) & (own > own[row]))
        if better.size:
            best = int(better[np.argmax(own[better])])
            chosen[place] = best
            able[best] = False
            by_firm[who] = int(firms.id[best])
    return chosen


def _asked(firms: Firms, markets: Markets) -> np.ndarray:
    return np.asarray(markets.need[firms.product, firms.technology, firms.market])
