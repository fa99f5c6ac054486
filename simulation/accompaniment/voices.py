"""Who is heard in the sessions of a programme: by trade and kind of body, fading with time.

Shapes: categories by name.
Source: concepts S65 (breadth and balance of dialogue), S71 (coverage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

FADING = 0.5 ** (1.0 / 12.0)
"""What is left after a month of a voice that was heard: half after a year."""


class Voices:
    """How often each category was heard, of late and ever."""

    def __init__(self) -> None:
        """Begin in silence."""
        self.heard: Counter[str] = Counter()
        self._weight: dict[str, float] = {}

    def hear(self, categories: Iterable[str]) -> None:
        """Count a voice for each name."""
        for category in categories:
            self.heard[category] += 1
            self._weight[category] = self._weight.get(category, 0.0) + 1.0

    def fade(self) -> None:
        """Let a month pass."""
        for category in self._weight:
            self._weight[category] *= FADING

    @property
    def ever(self) -> set[str]:
        """Categories that have been heard at all."""
        return set(self.heard)

    @property
    def entropy(self) -> float:
        """Entropy of the voices of late, in nats: 0 when one category speaks alone."""
        weights = np.array(list(self._weight.values()))
        total = float(weights.sum()) if weights.size else 0.0
        if total < 1e-6:
            return 0.0
        shares = weights[weights > 0.0] / total
        return float(-(shares * np.log(shares)).sum())

    def breadth(self, categories: int) -> float:
        """Return how many of so many categories speak, and how evenly: 1 when all do alike."""
        return min(1.0, self.entropy / np.log(categories)) if categories > 1 else 0.0
