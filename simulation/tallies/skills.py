"""Skills, messages and what owners take in: one pass over the firms.

Shapes: F firms, K skills. A firm's skill is the mean of its K levels.
Source: facts part 3; absorptive capacity after cohen1990 (prior related knowledge, and people who
talk to each other inside the firm).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.entities.firms import Firms
from simulation.tally import Tally


class SkillTally(Tally):
    """How much the firms know, how differently, and what passes between them."""

    def __init__(self, firms: Firms) -> None:
        """Look at the firms."""
        self._firms = firms
        self.mean = self.spread = self.absorptive = self.sent = self.received = self.gained = 0.0

    def take(self) -> None:
        """Go once through the firms."""
        firms = self._firms
        (
            self.mean,
            self.spread,
            self.absorptive,
            self.sent,
            self.received,
            self.gained,
        ) = _count(firms)


@njit(cache=True)
def _count(firms: Firms) -> tuple[float, float, float, float, float, float]:
    n, given, taken = 0, 0, 0
    total, squares, absorptive, learned = 0.0, 0.0, 0.0, 0.0
    domains = firms.skills.shape[1]
    for i in range(firms.rows):
        # Of those who closed later in the month too: each message has two ends.
        given += firms.sent[i]
        taken += firms.received[i]
        learned += firms.gained[i]
        if not firms.alive[i]:
            continue
        n += 1
        level = 0.0
        for k in range(domains):
            level += firms.skills[i, k]
        level /= domains
        total += level
        squares += level * level
        absorptive += np.sqrt(firms.match[i] * firms.internal_dialogue[i])
    if n == 0:
        return np.nan, np.nan, np.nan, 0.0, 0.0, np.nan
    mean = total / n
    spread = np.sqrt(max(0.0, squares / n - mean * mean))
    return mean, spread, absorptive / n, given / n, taken / n, learned / n
