"""Firms take on people when profit lasts and let them go when it does not; know-how leaves too.

Work shrinks before firms close, and with each person who goes some tacit craft is lost.

Shapes: F firms, K skills. In: profit (F). Out: collaborators (F), skills (F, K), unemployed.
Source: concepts S30, S31; assumption.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import parameter, parameters, submodel
from simulation.entities.community import Surroundings
from simulation.entities.firms import Activity, Firms
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, uniform


@parameters
class HireAndDismiss:
    """How size follows profit."""

    hiring_margin: float = parameter(
        0.54, unit="wages per head", low=0, high=5, source="assumption",
        doc="Lasting profit per person at work from which one more is sought.",
    )
    dismissing_margin: float = parameter(
        0.1, unit="wages per head", low=0, high=5, source="assumption",
        doc="Lasting loss per person at work from which one is let go.",
    )
    speed: float = parameter(
        0.12, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that the decision is taken in a month.",
    )
    craft_leak: float = parameter(
        0.1, unit="share", low=0, high=1, source="assumption",
        doc="Part of a leaver's share of the firm's craft that nobody else holds.",
    )


@submodel(writes=("firms.collaborators", "firms.skills", "surroundings.unemployed"), compiled=True)
def hire_and_dismiss(
    firms: Firms, surroundings: Surroundings, activity: Activity, hiring: HireAndDismiss,
    clock: Clock, events: EventLog, draw: Draws,
) -> None:
    """Firms take on people when profit lasts and let them go when it does not."""
    change = np.zeros(firms.rows, dtype=np.int8)
    gone, come = _adjust(firms, activity, hiring, draw.key, change)
    surroundings.unemployed[0] = max(0.0, surroundings.unemployed[0] + gone - come)
    if come:
        events.note(Kind.HIRED, clock.month, firms.id, change == 1)
    if gone:
        events.note(Kind.DISMISSED, clock.month, firms.id, change == -1)


@njit(cache=True)
def _adjust(
    firms: Firms, activity: Activity, hiring: HireAndDismiss, key: np.uint64, change: np.ndarray
) -> tuple[int, int]:
    gone = 0
    come = 0
    for i in range(firms.rows):
        if not firms.alive[i] or uniform(key, i, 0) >= hiring.speed:
            continue
        heads = 1.0 + firms.collaborators[i]
        too_little = -hiring.dismissing_margin * activity.wage * heads
        if (
            firms.profit[i] > hiring.hiring_margin * activity.wage * heads
            and firms.capital[i] > activity.wage
            and firms.collaborators[i] < 9
        ):
            firms.collaborators[i] += 1
            change[i] = 1
            come += 1
        elif firms.profit[i] < too_little and firms.collaborators[i] > 0:
            firms.skills[i, 0] *= 1.0 - hiring.craft_leak / heads
            firms.collaborators[i] -= 1
            change[i] = -1
            gone += 1
    return gone, come
