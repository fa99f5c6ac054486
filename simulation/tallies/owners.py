"""How owners see what is coming and stand towards the world: one pass over the firms.

Shapes: F firms, V values. Shares and positions in [0, 1].
Source: concepts S23, S24, S27, S37, S67.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Flags, Floats
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
        self.worry = self.habits = self.identity = 0.0

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
            self.identity,
        ) = _count(
            firms.alive,
            firms.openness,
            firms.outside,
            firms.awareness,
            firms.alarm,
            firms.worry,
            firms.habits,
            firms.principles,
            firms.language,
            self._clock.month <= 0,
            self._start,
        )


@njit(cache=True)
def _count(
    alive: Flags,
    openness: Floats,
    outside: Floats,
    awareness: Floats,
    alarm: Floats,
    worry: Floats,
    habits: Floats,
    principles: Floats,
    language: Floats,
    starting: bool,
    start: Floats,
) -> tuple[float, ...]:
    n, seeing, alarmed = 0, 0, 0
    opened, abroad, aware, worried, used = 0.0, 0.0, 0.0, 0.0, 0.0
    means = np.zeros(start.shape)
    for i in range(len(alive)):
        if not alive[i]:
            continue
        n += 1
        opened += openness[i]
        abroad += outside[i]
        aware += awareness[i]
        seeing += awareness[i] >= NOTICED
        alarmed += alarm[i] >= NOTICED
        worried += worry[i]
        used += habits[i]
        for v in range(principles.shape[1]):
            means[0, v] += principles[i, v]
            means[1, v] += language[i, v]
    if n == 0:
        return np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan
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
        agreement,
    )
