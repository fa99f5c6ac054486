"""A circle that took its affairs over goes on meeting when nobody calls it any more (S107).

Whether it does depends on how far it learned to convene itself and on its members' motivation;
each month in which it does not, it loses a little of that.

Source: concepts S56, S107.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.account import Account
from simulation.accompaniment.course import Course
from simulation.accompaniment.session import Circle
from simulation.entities.firms import Firms
from simulation.entities.meetings import Meetings
from simulation.events import EventLog, Kind
from simulation.randomness import uniform

LAPSE = 0.97
"""What is left of the ability to convene oneself after a month in which it was not used."""


def convene_themselves(
    course: Course, month: int, key: np.uint64, firms: Firms, meetings: Meetings, account: Account,
    events: EventLog,
) -> None:
    """Let a circle that took its affairs over meet without being called."""
    circle = course.circle
    if circle is None or circle.autonomy == 0.0 or (month - course.ended) % course.action.every:
        return
    lot = uniform(key, course.setting, 7)
    # Motivation is 1 at most: where that would not do either, nobody need be asked.
    if lot >= 2.0 * circle.autonomy or lot >= _will(circle, firms):
        circle.autonomy *= LAPSE
        return
    first = circle.rows
    shift = 1 + circle.own_sessions % (len(first) - 1)
    partner = np.concatenate((first[shift:], first[:shift]))
    meetings.invite(first, partner, course.setting)
    circle.own_sessions += 1
    account.own_sessions += 1
    events.append(
        Kind.OWN_SESSION, month, firms.id[circle.rows],
        values=course.setting,
    )


def _will(circle: Circle, firms: Firms) -> float:
    """Return how likely it is that those who are left of a circle meet on their own."""
    circle.stay(firms)
    if len(circle.rows) < 2:
        return 0.0
    motivation = np.add.reduce(firms.motivation[circle.rows]) / len(circle.rows)
    return min(1.0, circle.autonomy * float(motivation) * 2.0)
