"""Old routines are called into question, and owners are encouraged while they find new ones.

Channel: confidence first; in those who have enough of it habits loosen, and performance dips until
a new way is found. What one gives up makes room: nothing new is taught.
Fails: without support. Badly led, confrontation costs confidence and credit, and the dip hits firms
that have no money left to stand it.
Source: hedberg1981; concepts S57, S58, S59, S72.
"""

from __future__ import annotations

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms


@parameters
class SupportedUnlearning:
    """What encouraging and confronting do."""

    encouragement: float = parameter(
        0.08, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing confidence that a well-led session gives (S58).",
    )
    daring_from: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="Confidence from which an owner lets a routine be questioned.",
    )
    loosening: float = parameter(
        0.15, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the routine's strength that a session of full length takes away (S59).",
    )
    dip: float = parameter(
        0.35, unit="share", low=0, high=1, source="assumption",
        doc="Performance lost at first for a routine wholly given up.",
    )
    hurt: float = parameter(
        0.1, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of confidence and credit lost when there is confrontation without any support.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours from which a session has its full effect.",
    )
    encouraging: bool = switch(True, thesis="S57 S58 C8", doc="Owners are encouraged.")
    confronting: bool = switch(True, thesis="S57 S59 C8", doc="Routines are called into question.")


@method(levels=(1, 3), capability="accompaniment", remedies="habits")
def supported_unlearning(
    session: Session, firms: Firms, unlearning: SupportedUnlearning
) -> None:
    """Old routines are called into question, and owners are encouraged meanwhile."""
    rows = session.rows
    if len(rows) == 0:
        return
    length = min(1.0, session.hours / unlearning.full_session)
    support = session.quality if unlearning.encouraging else 0.0
    courage = unlearning.encouragement * support * length
    firms.confidence[rows] += courage * (1.0 - firms.confidence[rows])
    if not unlearning.confronting:
        return
    ready = rows[firms.confidence[rows] >= unlearning.daring_from]
    given_up = unlearning.loosening * length * firms.habits[ready]
    firms.habits[ready] -= given_up
    deeper = unlearning.dip * (1.0 - 0.5 * support) * given_up
    firms.dip[ready] += deeper * (1.0 - firms.dip[ready])
    hurt = unlearning.hurt * length * max(0.0, 0.5 - support) * 2.0
    firms.confidence[rows] *= 1.0 - hurt
    firms.support[rows] *= 1.0 - hurt
    session.record["given_up"] = float(given_up.sum()) / len(rows)
