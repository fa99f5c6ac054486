"""Arms of a comparison, seed by seed: mean difference, its interval, how often it was better.

The same seed has the same draws in every arm, so the difference within a seed is what the
programme did there. Two arms are subtracted; of a two by two, the interaction is what both do
together beyond the sum of each alone: both - one - other + neither. Interval: of the mean over
pairs (interval.py). Ties are counted apart.
Shapes: A arms, S seeds. Seeds of which one run is missing are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.interval import DRAWS, Floats, mean_interval

TIE = 1e-9
INTERACTION = (1.0, -1.0, -1.0, 1.0)


@dataclass(frozen=True)
class PairedDifference:
    """What an arm does compared with another, over pairs of runs."""

    pairs: int
    mean: float
    low: float
    high: float
    better: int
    worse: int
    ties: int

    @property
    def clear(self) -> int:
        """The sign of the difference where its interval leaves zero out, else 0."""
        if self.low > 0:
            return 1
        return -1 if self.high < 0 else 0

    def cells(self) -> dict[str, float]:
        """The same as the cells of a table's row."""
        return {
            "difference": self.mean,
            "low": self.low,
            "high": self.high,
            "pairs": self.pairs,
            "better_in": self.better,
            "worse_in": self.worse,
            "ties": self.ties,
        }


def paired_difference(
    arm: Floats, other: Floats, sign: int = 1, draws: int = DRAWS, key: int = 1
) -> PairedDifference:
    """Return arm minus other (S,), and in how many pairs it is `better`: higher if `sign` is
    positive (or 0), lower if negative.
    """
    return paired_sum(np.array([arm, other]), (1.0, -1.0), sign, draws, key)


def paired_sum(
    arms: Floats,
    weights: Sequence[float],
    sign: int = 1,
    draws: int = DRAWS,
    key: int = 1,
) -> PairedDifference:
    """Return the sum of arms (A, S), each with its weight, over the seeds that all arms have."""
    known = arms[:, np.isfinite(arms).all(axis=0)]
    sums = np.asarray(weights, dtype=float) @ known
    n = len(sums)
    if n == 0:
        return PairedDifference(0, np.nan, np.nan, np.nan, 0, 0, 0)
    tolerance = TIE * max(1.0, float(np.abs(known).max()))
    gained = sums * (sign or 1)
    better, worse = int((gained > tolerance).sum()), int((gained < -tolerance).sum())
    low, high = mean_interval(sums, draws, key)
    return PairedDifference(n, float(sums.mean()), low, high, better, worse,
                            n - better - worse)  # fmt: skip
