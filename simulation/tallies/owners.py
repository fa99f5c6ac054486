"""How owners see what is coming and stand towards the world: one pass over the firms.

Shapes: F firms, V values. Shares and positions in [0, 1].
Source: concepts S23, S24, S27, S37, S67.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Floats
from simulation.entities.firms import Firms
from simulation.instruments.similarity import closeness
from simulation.tally import Tally

NOTICED = 0.3
"""Awareness or alarm from which an owner would speak of it (as in scan_environment)."""


class OwnerTally(Tally):
    """Openness, watchfulness and identity of those who run the firms."""

    def __init__(self, firms: Firms, clock: Clock) -> None:
        """Keep the principles and the language of the start: of the run, then of the story."""
        self._firms, self._clock = firms, clock
        values = firms.principles.shape[1]
        self._start: Floats = np.zeros((2, values))
        self.openness = self.outside = self.awareness = self.aware = self.alarmed = 0.0
        self.worry = self.habits = self.identity = self.confidence = self.dialogue = 0.0
        self.motivation = self.reflection = self.support = 0.0

    def take(self) -> None:
        """Go once through the firms."""
        firms = self._firms
        (
            self.openness,
            self.outside,
            self.awareness,
            self.aware,
            self.alarmed,
            self.worry,
            self.habits,
            self.confidence,
            self.dialogue,
            self.motivation,
            self.reflection,
            self.support,
            self.identity,
        ) = _count(firms, self._clock.month <= 0, self._start)


@njit(cache=True)
def _count(firms: Firms, starting: bool, start: Floats) -> tuple[float, ...]:
    n, seeing, alarmed = 0, 0, 0
    opened, abroad, aware, worried, used = 0.0, 0.0, 0.0, 0.0, 0.0
    sure, talking, ready, thinking, trusting = 0.0, 0.0, 0.0, 0.0, 0.0
    means = np.zeros(start.shape)
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        n += 1
        opened += firms.openness[i]
        abroad += firms.outside[i]
        aware += firms.awareness[i]
        seeing += firms.awareness[i] >= NOTICED
        alarmed += firms.alarm[i] >= NOTICED
        worried += firms.worry[i]
        used += firms.habits[i]
        sure += firms.confidence[i]
        talking += firms.internal_dialogue[i]
        ready += firms.motivation[i]
        thinking += firms.reflection[i]
        trusting += firms.support[i]
        for v in range(firms.principles.shape[1]):
            means[0, v] += firms.principles[i, v]
            means[1, v] += firms.language[i, v]
    if n == 0:
        nobody = np.nan
        return (
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
            nobody,
        )
    means /= n
    if starting:
        start[:] = means
    agreement = 0.5 * (closeness(means[0], start[0]) + closeness(means[1], start[1]))
    return (
        opened / n,
        abroad / n,
        aware / n,
        seeing / n,
        alarmed / n,
        worried / n,
        used / n,
        sure / n,
        talking / n,
        ready / n,
        thinking / n,
        trusting / n,
        agreement,
    )
