"""Teaching: hours on a subject raise what a firm can do; at first not as practice.

Shapes: rows (R,), subjects (R, K) as shares of the hours.
Source: facts 4.4 (transfer 62 % at once, 44 % after 6 months, 34 % after a year).
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Floats, Integers, parameter, parameters
from simulation.entities.firms import Firms


@parameters
class Teaching:
    """What an hour of teaching does."""

    rate: float = parameter(
        0.006, unit="share of the gap per hour", low=0, high=1, source="assumption",
        doc="How much of the gap to the taught level an hour on a subject closes.",
    )
    level: float = parameter(
        0.85, unit="level", low=0, high=1, source="assumption",
        doc="Level up to which courses teach.",
    )
    used_at_once: float = parameter(
        0.62, unit="share", low=0, high=1, source="facts 4.4",
        doc="Part of what was taught that is used at once; the rest never is.",
    )


def teach(
    firms: Firms, rows: Integers, subjects: Floats, hours: float, teaching: Teaching
) -> float:
    """Teach these firms; return the mean level gained per firm (summed over skills)."""
    if len(rows) == 0:
        return 0.0
    gap = np.maximum(0.0, teaching.level - firms.skills[rows])
    share = 1.0 - (1.0 - teaching.rate) ** (hours * subjects)
    learned = teaching.used_at_once * share * gap * firms.internal_dialogue[rows, None]
    firms.skills[rows] += learned
    firms.fresh[rows] += learned
    return float(learned.sum() / len(rows))
