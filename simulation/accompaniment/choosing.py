"""An adaptive facilitator takes the method for what the circle lacks most, as far as it is seen.

What is lacking is judged with an error that shrinks with the skill of diagnosis and with theory
(S97, S104, S105), and where people were asked first (S52, S106); a random facilitator draws a lot.

Shapes: participants are rows of firms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulation.accompaniment.needs import KnownNeeds
from simulation.accompaniment.programme import FacilitatorProfile
from simulation.declarations import METHODS, Integers, parameter, parameters, switch
from simulation.entities.community import Surroundings
from simulation.entities.firms import Firms
from simulation.entities.ties import Ties
from simulation.randomness import normal, uniform


@parameters
class Choosing:
    """How well the lack of a circle is judged."""

    error: float = parameter(
        0.4, unit="share", low=0, high=2, source="assumption",
        doc="Error in judging what is lacking, made without any skill (standard deviation).",
    )
    informed: float = parameter(
        0.5, unit="share", low=0, high=1, source="assumption",
        doc="Part of that error which asking people over and over takes away; half of it at once.",
    )
    diagnosis_first: bool = switch(
        True, thesis="S52 S106 C7", doc="Who has asked people first chooses better."
    )


def choose_method(
    choices: Sequence[str], offered: Mapping[type[Any], Any], rows: Integers,
    profile: FacilitatorProfile, key: np.uint64,
) -> str:
    """Return the method for the deficit that looks largest."""
    if profile.random or rows.size == 0:
        return choices[int(uniform(key, 0, 20) * len(choices))]
    sign = float(offered[Surroundings].signal[0])
    lacking = deficits(offered[Firms], offered[Ties], rows, sign)
    skill = 0.5 * profile.capabilities.get("diagnosis", 0.7) + 0.5 * profile.theory
    choosing: Choosing = offered[Choosing]
    waves = offered[KnownNeeds].waves if choosing.diagnosis_first else 0
    error = choosing.error * (1.0 - skill) * (1.0 - choosing.informed * waves / (1.0 + waves))
    seen = [
        lacking.get(METHODS[name].remedies, 0.0) + error * normal(key, n, 21)
        for n, name in enumerate(choices)
    ]
    return choices[int(np.argmax(seen))]


def deficits(firms: Firms, ties: Ties, rows: Integers, sign: float) -> dict[str, float]:
    """Return what these firms lack, each between 0 (nothing) and 1 (everything).

    `sign` is how clearly something announces itself: awareness of nothing is not lacking.
    """
    linked = ties.neighbour[rows] >= 0
    trust = np.where(linked, ties.trust[rows], 0.0).sum(axis=1)
    vision = firms.vision[rows].astype(np.float64)
    apart = np.abs(vision - vision.mean(axis=0)).mean() * 4.0
    return {
        "trust": float(np.clip(1.0 - trust / 3.0, 0.0, 1.0).mean()),
        "skill": float(1.0 - firms.match[rows].mean()),
        "vision": float(min(1.0, apart)),
        "awareness": float(1.0 - firms.awareness[rows].mean()) * sign,
        "dialogue": float(1.0 - firms.internal_dialogue[rows].mean()),
        "succession": float(((firms.age[rows] > 55) & (firms.successor[rows] == 0)).mean()),
        "habits": float(firms.habits[rows].mean()),
        "confidence": float(1.0 - firms.confidence[rows].mean()),
    }
