"""Those who took part are visited afterwards: what they were taught is tried out until it sticks.

Channel: what was taught and is not yet practice becomes practice, so that it no longer fades; who
is asked how it went stays ready to take part. Nothing new is taught.
Fails: where nothing was taught before there is nothing to follow up, and where nobody talks in the
firm the owner alone keeps it up.
Source: facts 4.4 (support before and after training matters more than during); concepts S102.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms


@parameters
class FollowUp:
    """What a visit afterwards leaves."""

    settling: float = parameter(
        0.3, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of what was taught and is not yet practice that a well-led visit settles.",
    )
    attention: float = parameter(
        0.04, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of the missing motivation that being asked how it went gives.",
    )
    hours_per_firm: float = parameter(
        1.0, unit="hours", low=0.1, high=100, source="assumption",
        doc="Time for one firm; with less each is visited shorter.",
    )
    following_up: bool = switch(
        True, thesis="S102 C8", doc="What was taught is followed up until it is practice."
    )


@method(levels=(3,), capability="accompaniment", remedies="practice")
def follow_up(session: Session, firms: Firms, following: FollowUp) -> None:
    """Those who took part are visited afterwards: what they were taught is tried out."""
    rows = session.rows
    if len(rows) == 0 or not following.following_up:
        return
    strength = session.strength(following.hours_per_firm * len(rows))
    before = float(firms.fresh[rows].sum())
    settled = following.settling * strength * firms.internal_dialogue[rows]
    firms.fresh[rows] *= (1.0 - settled)[:, None].astype(np.float32)
    firms.motivation[rows] += following.attention * strength * (1.0 - firms.motivation[rows])
    session.record["settled"] = (before - float(firms.fresh[rows].sum())) / len(rows)
