"""Bodies serve firms of themselves: each kind in its own way, within its mission and its hours.

What each kind does is in `accompaniment/services/`, one file per kind. A body reaches the firms
that accept it; being useful makes it accepted a little more. Promises of a charter in force are
kept or broken here, too.

Shapes: B bodies, F firms. In: hours, mission, legitimacy. Out: used, served, and what each kind
changes.
Source: concepts S55, S61, S62, S90.
"""

from __future__ import annotations

from simulation.accompaniment.serving import Services
from simulation.clock import Clock
from simulation.declarations import submodel


@submodel(
    writes=(
        "firms.skills", "firms.fresh", "firms.internal_dialogue", "firms.awareness", "firms.alarm",
        "firms.support", "firms.formality", "firms.outside", "firms.capital", "bodies.*",
        "markets.listed", "surroundings.environment", "routines.rung", "routines.since",
    )
)
def serve(services: Services, clock: Clock) -> None:
    """Bodies serve firms of themselves, within their mission and their hours."""
    services.work(clock.step)
