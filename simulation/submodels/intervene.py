"""The programme's actions that fall in this month take place.

What is done, with whom and how, is in `accompaniment/`; a programme that is empty, or has no dose,
does nothing at all.

Shapes: none of its own. In: the programme. Out: whatever the methods change.
Source: concepts S48-S50, S106, S107.
"""

from __future__ import annotations

from simulation.accompaniment.steering import Steering
from simulation.clock import Clock
from simulation.declarations import submodel


@submodel(
    writes=(
        "firms.*", "ties.*", "meetings.*", "projects.*", "bodies.*", "facilitators.*",
        "surroundings.environment", "surroundings.heritage", "routines.*",
    )
)
def intervene(steering: Steering, clock: Clock) -> None:
    """The programme's actions that fall in this month take place."""
    steering.live(clock.month, clock.step)
