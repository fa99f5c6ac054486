"""Who left what is threatened, and when: before the threat struck, or after.

A firm is exposed to a threat if it lived and sold in a segment that the threat will hit when the
first signal came. It has left when it still lives and sells elsewhere. Undefined before a signal.

Shapes: H threats, F firms. Source: concepts S37 (anticipation), S70.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Flags, Floats, Identities, Integers
from simulation.entities.firms import Firms
from simulation.entities.threats import Threats
from simulation.tally import Tally

LATER = 10_000
"""Added to months, which may be before the story, so that -1 can mean never."""


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
        firms, month = self._firms, self._clock.month
        early = left = exposed = 0
        for threat in range(self._threats.rows):
            if month < self._threats.onset[threat] - self._threats.lead[threat]:
                continue
            if threat not in self._exposed:
                self._begin(threat)
            counts = _left_by_now(
                firms,
                self._threats.effect[threat],
                self._exposed[threat],
                self._identity[threat],
                month,
                int(self._threats.onset[threat]),
                self._left[threat],
            )
            exposed, early, left = exposed + counts[0], early + counts[1], left + counts[2]
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


@njit(cache=True)
def _left_by_now(
    firms: Firms,
    effect: Floats,
    exposed: Flags,
    identity_then: Identities,
    month: int,
    onset: int,
    when: Integers,
) -> tuple[int, int, int]:
    """Write when each firm left; return who was exposed, has left in time, has left at all."""
    n, early, left = 0, 0, 0
    for i in range(len(exposed)):
        if not exposed[i]:
            continue
        n += 1
        if firms.alive[i] and firms.id[i] == identity_then[i]:
            if effect[firms.product[i], firms.market[i]] < 0.0:
                when[i] = -1  # stayed, or came back
            elif when[i] < 0:
                when[i] = month + LATER
        if when[i] >= 0:
            left += 1
            early += when[i] - LATER < onset
    return n, early, left
