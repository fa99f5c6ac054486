"""Bodies of one scale take back what they had promised: not a help, a contrast to any.

Channel: pledges, engagement and pacts of the bodies of `scale` (settings: local, regional or
national). What follows, others' engagement and firms' support, is in the commitments.
Fails: where nobody of that scale had promised anything.
Source: concepts S54.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method
from simulation.entities.bodies import Bodies, Scale


@method(levels=(1, 2), capability="relations")
def withdrawal(session: Session, bodies: Bodies) -> None:
    """Bodies of one scale take back what they had promised: not a help, a contrast to any."""
    if session.hours == 0.0:
        return
    scale = Scale[str(session.settings.get("scale", "national")).upper()]
    leaving = np.flatnonzero(bodies.scale == scale)
    bodies.engagement[leaving] = 0.0
    bodies.pact_with[leaving, :] = bodies.pact_with[:, leaving] = False
    bodies.pacts[:] = bodies.pact_with.sum(axis=1)
    session.record["bodies_withdrawn"] = float(len(leaving))
