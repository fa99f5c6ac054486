"""A small stable set works on its members' real problems: questions, action, reflection (Revans).

Channel: members meet one another in pairs with help to understand; they form the habit of
reflecting, which makes what they learn stay, and gain confidence; with a process adviser they
learn to convene themselves. Little of it reaches those who are not in the set.
Fails: in sets too small to talk, or where people do not come back.
Source: revans1982; facts 4.2; concepts S57, S58, S73.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings


@parameters
class ActionLearning:
    """What a session of a set leaves."""

    ease: float = parameter(
        0.8, unit="share", low=0, high=1, source="assumption",
        doc="How far a perfect facilitator helps two members to understand each other.",
    )
    reflection: float = parameter(
        0.12, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing habit of reflection that a session builds.",
    )
    encouragement: float = parameter(
        0.05, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing confidence that a session gives (S58).",
    )
    taking_over: float = parameter(
        0.08, unit="share per session", low=0, high=1, source="assumption",
        doc="How fast a set learns to convene itself from an adviser of processes (S107).",
    )
    talk: float = parameter(
        1.0, unit="hours", low=0.1, high=100, source="facts 4.1",
        doc="Hours of a session with room for one talk of each member with another.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="facts 4.2",
        doc="Hours of the facilitator from which a session has its full effect.",
    )


@method(levels=(1, 3), capability="accompaniment", remedies="trust")
def action_learning(
    session: Session, firms: Firms, meetings: Meetings, learning: ActionLearning
) -> None:
    """A small stable set works on its members' real problems and reflects on what it did."""
    rows = session.rows
    if len(rows) < 3:
        return
    strength = session.quality * min(1.0, session.hours / learning.full_session)
    first, second = session.talks(int(np.ceil(session.hours / learning.talk)))
    meetings.invite(first, second, session.setting, learning.ease * strength)
    firms.reflection[rows] += learning.reflection * strength * (1.0 - firms.reflection[rows])
    firms.confidence[rows] += learning.encouragement * strength * (1.0 - firms.confidence[rows])
    circle = session.circle
    circle.autonomy += learning.taking_over * strength * session.process * (1.0 - circle.autonomy)
    session.record["set_size"] = float(np.size(rows))
