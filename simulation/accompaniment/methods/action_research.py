"""Researchers and actors plan, act, observe and revise: the diagnosis itself is put to the test.

Channel: each cycle moves what is believed of the needs towards what trying things out shows,
without the biases of those who only answer; those who take part learn a little of what is believed
to be needed, and get used to thinking over what they do. The first cycle only plans.
Fails: when it is stopped after the first cycle: less has been learned than in a course.
Source: lewin1946; concepts S74, S96, S102.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.needs import KnownNeeds, true_needs
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import Teaching, teach
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


@parameters
class ActionResearch:
    """What a cycle leaves."""

    revision: float = parameter(
        0.35, unit="share per cycle", low=0, high=1, source="assumption",
        doc="Share of the error of what is believed that a well-led cycle removes (S74).",
    )
    practice: float = parameter(
        0.6, unit="share of the hours", low=0, high=1, source="assumption",
        doc="Part of a cycle in which what is planned is tried out.",
    )
    reflection: float = parameter(
        0.06, unit="share per cycle", low=0, high=1, source="assumption",
        doc="Share of the missing habit of reflection that a cycle builds.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours from which a cycle has its full effect.",
    )
    revising: bool = switch(
        True, thesis="S74 C7", doc="What was observed changes the diagnosis."
    )


@method(levels=(1, 2, 3), capability="diagnosis", remedies="skill")
def action_research(
    session: Session, firms: Firms, markets: Markets, known: KnownNeeds, teaching: Teaching,
    research: ActionResearch,
) -> None:
    """Researchers and actors plan, act, observe and revise the diagnosis."""
    rows = session.rows
    if len(rows) == 0:
        return
    strength = session.quality * min(1.0, session.hours / research.full_session)
    trades = markets.family[firms.product[rows]]
    if session.number > 0:
        tried = np.array([known.of(int(trade)) for trade in trades])
        hours = session.hours * session.quality * research.practice
        session.record["taught"] = teach(firms, rows, tried, hours, teaching)
        if research.revising:
            _revise(known, trades, true_needs(firms, markets, rows, teaching.level),
                    research.revision * strength)
    firms.reflection[rows] += research.reflection * strength * (1.0 - firms.reflection[rows])
    session.record["diagnosis_error"] = known.error(firms, markets, teaching.level)
    session.record["cycles"] = float(session.number + 1)


def _revise(
    known: KnownNeeds, trades: np.ndarray, observed: np.ndarray, share: float
) -> None:
    """Move what is believed of each trade present, and of all, towards what was observed."""
    known.heard(-1, observed.mean(axis=0), share)
    for trade in np.unique(trades):
        known.heard(int(trade), observed[trades == trade].mean(axis=0), share)
