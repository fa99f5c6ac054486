"""An expert adviser puts better practice in place, one firm after the other.

Channel: the firm's skill in running itself, part of which slides back; hours are divided among the
firms. With the stance of an expert the firm learns less to think for itself, with that of an
adviser of processes more.
Fails: with too few hours for each, and where the owner and the people in the firm do not talk.
Source: iacovone2022, bloom2013 (facts 4.1); concepts S56 (the old role).
"""

from __future__ import annotations

from simulation.accompaniment.advising import MANAGEMENT, Advising, advise
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import subjects_asked
from simulation.declarations import method, parameter, parameters
from simulation.entities.firms import Firms


@parameters
class IndividualConsulting:
    """What an adviser's stance leaves."""

    reflection: float = parameter(
        0.06, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing habit of reflection that a pure adviser of processes builds.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours with a firm from which its habit of reflection is fully worked on.",
    )


@method(levels=(3,), capability="accompaniment", remedies="skill")
def individual_consulting(
    session: Session, firms: Firms, advising: Advising, alone: IndividualConsulting
) -> None:
    """An expert adviser puts better practice in place, one firm after the other."""
    rows = session.rows
    if len(rows) == 0:
        return
    each = session.hours / len(rows)
    subjects = subjects_asked(session.settings.get("subjects", MANAGEMENT))
    session.record["practice"] = advise(firms, rows, subjects, each * session.quality, advising)
    strength = session.quality * session.process * min(1.0, each / alone.full_session)
    firms.reflection[rows] += alone.reflection * strength * (1.0 - firms.reflection[rows])
