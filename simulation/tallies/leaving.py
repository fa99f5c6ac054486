"""Who left what is threatened, and when: before the threat struck, or after.

A firm is exposed to a threat if it lived and sold in a segment that the threat will hit when the
first signal came. It has left when it still lives and sells elsewhere. Undefined before a signal.

Shapes: H threats, F firms. Source: concepts S37 (anticipation), S70.
"""

from __future__ import annotations

import numpy as np

from simulation.clock import Clock
from simulation.declarations import Flags, Floats, Integers
from simulation.entities.firms import Firms
from simulation.entities.threats import Threats
from simulation.tally import Tally


class LeavingTally(Tally):
    """Firms exposed to each threat, and the month in which each left its segment."""

    def __init__(self, firms: Firms, threats: Threats, clock: Clock) -> None:
        """Wait for the first signal of each threat."""
        self._firms, self._threats, self._clock = firms, threats, clock
        self._exposed: dict[int, Flags] = {}
        self._identity: dict[int, np.ndarray] = {}
        self._left: dict[int, Integers] = {}
        self.exposed = 0
        self.early = self.left = np.nan

    def take(self) -> None:
        """See who has left by now."""
        month = self._clock.month
        early = left = exposed = 0
        for threat in range(self._threats.rows):
            if month < self._threats.onset[threat] - self._threats.lead[threat]:
                continue
            if threat not in self._exposed:
                self._begin(threat)
            who = self._exposed[threat]
            living = self._firms.alive & (self._firms.id == self._identity[threat]) & who
            out = living & ~self._hit(threat)
            when = self._left[threat]
            when[out & (when < 0)] = month + 10_000
            when[living & ~out] = -1  # came back
            exposed += int(who.sum())
            early += int(((when >= 0) & (when - 10_000 < self._threats.onset[threat])).sum())
            left += int((when >= 0).sum())
        self.exposed = exposed
        if exposed:
            self.early, self.left = early / exposed, left / exposed

    def _begin(self, threat: int) -> None:
        self._exposed[threat] = self._firms.alive & self._hit(threat)
        self._identity[threat] = self._firms.id.copy()
        self._left[threat] = np.full(self._firms.rows, -1, dtype=np.int32)

    def _hit(self, threat: int) -> Flags:
        """Return which firms (F) sell in a segment that loses demand by it."""
        effect: Floats = self._threats.effect[threat]
        hit: Flags = effect[self._firms.product, self._firms.market] < 0.0
        return hit
