"""A research institute opens its contacts to the world and helps to read the signs.

Channel: contacts outside (through which firms see the frontier); awareness of what is coming where
there are signs, and false alarms taken back.
Source: concepts S55, S67.
"""

from __future__ import annotations

from numba import njit

from simulation.accompaniment.serving import Rounds, service
from simulation.declarations import Integers, parameter, parameters, switch
from simulation.entities.bodies import BodyKind
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms


@parameters
class Research:
    """What contact with an institute leaves."""

    contact: float = parameter(
        0.1, unit="share per contact", low=0, high=1, source="assumption",
        doc="Share of the missing contacts outside that a contact with the institute opens.",
    )
    reading: float = parameter(
        0.2, unit="share per contact", low=0, high=1, source="assumption",
        doc="Share of what was unseen of fully clear signs that it reveals.",
    )
    reassurance: float = parameter(
        0.3, unit="share per contact", low=0, high=1, source="assumption",
        doc="Share of a false alarm that it takes back.",
    )
    institutes_act: bool = switch(
        True, thesis="S55 S67", doc="Research institutes bring the frontier and read signs."
    )


@service(BodyKind.RESEARCH_INSTITUTE)
def open_to_the_frontier(
    rounds: Rounds, firms: Firms, surroundings: Surroundings, research: Research
) -> None:
    """Open contacts to the frontier and interpret signals."""
    if not research.institutes_act:
        return
    _read_signs(
        firms, rounds.rows, research.contact * rounds.quality,
        research.reading * rounds.quality * float(surroundings.signal[0]),
        1.0 - research.reassurance * rounds.quality,
    )


@njit(cache=True)
def _read_signs(firms: Firms, rows: Integers, opening: float, clear: float, left: float) -> None:
    for i in rows:
        firms.outside[i] += opening * (1.0 - firms.outside[i])
        firms.awareness[i] += clear * (1.0 - firms.awareness[i])
        firms.alarm[i] *= left
