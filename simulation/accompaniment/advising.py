"""What advisers do in a firm: they put better practice in place, alone with it or among several.

An adviser works on how the firm is run (or on subjects that are asked for). What is put in place
with the people concerned is in use at once; without the adviser a part of it slides back.

Shapes: R rows of firms, K skills.
Source: iacovone2022, bloom2013 (facts 4.1: management practice +8 to 10 points).
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Floats, Integers, parameter, parameters
from simulation.entities.firms import Firms

MANAGEMENT = ("organising", "commercial")


@parameters
class Advising:
    """What an hour of an adviser does."""

    rate: float = parameter(
        0.025, unit="share of the gap per hour", low=0, high=1, source="facts 4.1",
        doc="How much of the gap to good practice an hour of an adviser alone with a firm closes.",
    )
    level: float = parameter(
        0.85, unit="level", low=0, high=1, source="assumption",
        doc="Good practice, as advisers know it.",
    )
    sliding: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="Part of what was put in place that must still become the firm's own practice.",
    )
    attention: float = parameter(
        0.55, unit="share", low=0, high=1, source="facts 4.1",
        doc="What an hour shared with a few other firms gives, beside an hour alone.",
    )


def advise(
    firms: Firms, rows: Integers, subjects: Floats, hours: float, advising: Advising
) -> float:
    """Put better practice in place; return the mean gain of level in the subjects advised on."""
    gap = np.maximum(0.0, advising.level - firms.skills[rows])
    share = 1.0 - (1.0 - advising.rate) ** (hours * subjects)
    gain = share * gap * (0.5 + 0.5 * firms.internal_dialogue[rows, None])
    firms.skills[rows] += gain
    firms.fresh[rows] += advising.sliding * gain
    return float(gain[:, subjects > 0.0].mean()) if len(rows) else 0.0
