"""What came of the work is looked at together, with what was wanted beside what was reached.

Channel: the habit of reflecting; and motivation, which rises with the share of the members who
visibly got somewhere and sinks where nothing came of it.
Fails: led without skill it praises itself: then everybody seems to have got somewhere, and nothing
is learned from it.
Source: agenda21 (evaluation as a tool of progress, or of good conscience); concepts S92, S102.
"""

from __future__ import annotations

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms

ADVANCED, LEARNED = 0.05, 0.02
"""A lead on the market, or something learned from others this month, that one can show."""


@parameters
class Evaluation:
    """What looking back together leaves."""

    reflection: float = parameter(
        0.15, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing habit of reflection that a well-led evaluation builds.",
    )
    heartening: float = parameter(
        0.15, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing motivation given where all members got somewhere.",
    )
    sobering: float = parameter(
        0.05, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of motivation taken where no member did.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours from which an evaluation has its full effect.",
    )
    looking_back: bool = switch(
        True, thesis="S102 C8", doc="What came of the work is looked at together."
    )


@method(levels=(1, 2, 3), capability="accompaniment", remedies="motivation")
def evaluation(session: Session, firms: Firms, evaluating: Evaluation) -> None:
    """What came of the work is looked at together."""
    rows = session.rows
    if len(rows) == 0 or not evaluating.looking_back:
        return
    length = min(1.0, session.hours / evaluating.full_session)
    got_somewhere = (firms.quality[rows] > ADVANCED) | (firms.gained[rows] > LEARNED)
    truth = float(got_somewhere.mean())
    shown = session.quality * truth + (1.0 - session.quality)
    motivation = firms.motivation[rows]
    moved = evaluating.heartening * shown * (1.0 - motivation)
    moved -= evaluating.sobering * (1.0 - shown) * motivation
    firms.motivation[rows] += length * moved
    built = evaluating.reflection * session.quality * length
    firms.reflection[rows] += built * (1.0 - firms.reflection[rows])
    session.record["got_somewhere"] = truth
    session.record["shown"] = shown
