"""A few people read the signs of what is coming together, and tell the others.

Channel: awareness of those who take part, as far as there are signs to be read; false alarms are
talked through and dropped; what one saw, all know.
Fails: led without skill, a unit takes chance for a sign and alarms everybody; without signs there
is nothing to be seen.
Source: ansoff1975; concepts S67, S79, S89.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.randomness import uniform


@parameters
class WatchUnit:
    """What reading the signs together does."""

    interpretation: float = parameter(
        0.2, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of what was unseen that a well-led session reads in fully clear signs.",
    )
    telling: float = parameter(
        0.5, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the best-informed member's lead that the others take home.",
    )
    clearing: float = parameter(
        0.3, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of false alarms that a well-led session drops.",
    )
    misreading: float = parameter(
        0.04, unit="chance per session", low=0, high=1, source="assumption",
        doc="Chance that a unit led without any skill alarms itself for nothing.",
    )
    full_session: float = parameter(
        4.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours from which a session has its full effect.",
    )
    reading_together: bool = switch(
        True, thesis="S67 C6", doc="Signs are read and told together."
    )


@method(levels=(1, 2), capability="diagnosis", remedies="awareness")
def watch_unit(
    session: Session, firms: Firms, surroundings: Surroundings, watch: WatchUnit
) -> None:
    """A few people read the signs of what is coming together, and tell the others."""
    rows = session.rows
    if len(rows) == 0 or not watch.reading_together:
        return
    length = min(1.0, session.hours / watch.full_session)
    strength = session.quality * length
    signal = float(surroundings.signal[0])
    seen = firms.awareness[rows]
    seen = seen + watch.interpretation * strength * signal * (1.0 - seen)
    seen = seen + watch.telling * strength * (seen.max() - seen)
    firms.awareness[rows] = seen
    firms.alarm[rows] *= 1.0 - watch.clearing * strength
    if uniform(session.key, 0, 3) < watch.misreading * (1.0 - session.quality) * length:
        firms.alarm[rows] += 0.3 * (1.0 - firms.alarm[rows])
    session.record["watch_awareness"] = float(np.mean(seen))
    session.record["watch_alarm"] = float(firms.alarm[rows].mean())
