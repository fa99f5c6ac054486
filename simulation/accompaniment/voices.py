"""Who is heard in the sessions of a programme: by trade and kind of body, fading with time.

Shapes: categories by name.
Source: concepts S65 (breadth and balance of dialogue), S71 (coverage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

import numpy as np

FADING = 0.5 ** (1.0 / 12.0)
"""What is left after a month of a voice that was heard: half after a year."""


class Voices:
    """How often each category was heard, of late and ever."""

    def __init__(self) -> None:
        """Begin in silence."""
        self.heard: Counter[str] = Counter()
        self._place: dict[str, int] = {}
        self._weights: list[float] = []

    def hear(self, categories: Iterable[str]) -> None:
        """Count a voice for each name."""
        for category in categories:
            if category not in self._place:
                self._place[category] = len(self._weights)
                self._weights.append(0.0)
            self.heard[category] += 1
            self._weights[self._place[category]] += 1.0

    def fade(self) -> None:
        """Let a month pass."""
        self._weights = [weight * FADING for weight in self._weights]

    @property
    def ever(self) -> set[str]:
        """Categories that have been heard at all."""
        return set(self.heard)

    @property
    def entropy(self) -> float:
        """Entropy of the voices of late, in nats: 0 when one category speaks alone."""
        weights = np.array(self._weights)
        total = float(np.add.reduce(weights))
        if total < 1e-6:
            return 0.0
        shares = weights / total
        return -float(np.add.reduce(shares * np.log(shares)))

    def breadth(self, categories: int) -> float:
        """Return how many of so many categories speak, and how evenly: 1 when all do alike."""
        return min(1.0, self.entropy / log(categories)) if categories > 1 else 0.0
