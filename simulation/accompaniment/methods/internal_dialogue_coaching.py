"""Owner and collaborators learn to talk to each other about the work.

Channel: internal dialogue, which decides how much of what the owner learns becomes practice.
Fails: in firms of one, where there is nobody to talk to; in a firm whose owner is closed it goes
slowly; and it teaches nothing by itself.
Source: concepts S63, S64 (level 3), S65.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.firms import Firms


@parameters
class InternalDialogueCoaching:
    """What a session inside a firm leaves."""

    opening_up: float = parameter(
        0.1, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing dialogue that a session builds with an open owner.",
    )
    full_session: float = parameter(
        4.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours in one firm from which a session has its full effect.",
    )
    inside: bool = switch(
        True, thesis="S63 S64", doc="Dialogue inside the firm can be built from outside."
    )


@method(levels=(3,), capability="accompaniment", remedies="dialogue")
def internal_dialogue_coaching(
    session: Session, firms: Firms, coaching: InternalDialogueCoaching
) -> None:
    """Owner and collaborators learn to talk to each other about the work."""
    rows = session.rows
    if len(rows) == 0 or not coaching.inside:
        return
    strength = session.quality * min(1.0, session.hours / len(rows) / coaching.full_session)
    several = rows[firms.collaborators[rows] > 0]
    missing = 1.0 - firms.internal_dialogue[several]
    willing = 0.5 + 0.5 * firms.openness[several]
    firms.internal_dialogue[several] += coaching.opening_up * strength * willing * missing
    session.record["coached"] = float(np.size(several)) / len(rows)
