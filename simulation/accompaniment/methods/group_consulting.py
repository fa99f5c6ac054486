"""An adviser works with a few firms at a time, which also learn from each other.

Channel: skill in running the firm, a little less for an hour than alone with the adviser, but the
hour serves all; and the members meet one another, with help to understand.
Fails: in large groups, where nobody is attended to, and where fewer than three come.
Source: iacovone2022 (facts 4.1: a third of the cost, at least as good).
"""

from __future__ import annotations

from simulation.accompaniment.advising import MANAGEMENT, Advising, advise
from simulation.accompaniment.session import Session
from simulation.accompaniment.teaching import subjects_asked
from simulation.declarations import method, parameter, parameters
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings


@parameters
class GroupConsulting:
    """What a group adds and takes."""

    served: float = parameter(
        8.0, unit="firms", low=1, high=100, source="facts 4.1",
        doc="Size of a group beyond which attention thins out.",
    )
    talk: float = parameter(
        4.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Hours of a session with room for one talk of each member with another.",
    )
    ease: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="How far a perfect adviser helps two members to understand each other.",
    )


@method(levels=(1, 3), capability="accompaniment", remedies="skill")
def group_consulting(
    session: Session, firms: Firms, meetings: Meetings, advising: Advising,
    group: GroupConsulting,
) -> None:
    """An adviser works with a few firms at a time, which also learn from each other."""
    rows = session.rows
    if len(rows) < 3:
        return
    attention = advising.attention * min(1.0, group.served / len(rows))
    subjects = subjects_asked(session.settings.get("subjects", MANAGEMENT))
    hours = session.hours * session.quality * attention
    session.record["practice"] = advise(firms, rows, subjects, hours, advising)
    first, second = session.talks(int(session.hours / group.talk))
    meetings.invite(first, second, session.setting, group.ease * session.quality)
