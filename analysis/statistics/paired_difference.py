"""Two arms of a comparison, seed by seed: mean difference, its interval, how often it was better.

The same seed has the same draws in both arms, so the difference within a seed is what the
programme did there. Interval: percentiles of the mean over pairs drawn with replacement, the
draws keyed, so that the same numbers always give the same interval.
Shapes: S seeds. Pairs of which one run is missing are left out. Source: Efron &
Tibshirani 1993, the percentile interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
DRAWS = 2000
LEAST_PAIRS = 2
LEAST_FOR_INTERVAL = 5
TIE = 1e-9


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


def paired_difference(
    arm: Floats, other: Floats, sign: int = 1, draws: int = DRAWS, key: int = 1
) -> PairedDifference:
    """Return arm minus other (S,), and in how many pairs it is `better`: higher if `sign` is
    positive (or 0), lower if negative.
    """
    both = np.isfinite(arm) & np.isfinite(other)
    difference = arm[both] - other[both]
    n = len(difference)
    if n == 0:
        return PairedDifference(0, np.nan, np.nan, np.nan, 0, 0, 0)
    tolerance = TIE * max(1.0, float(np.abs(arm[both]).max()), float(np.abs(other[both]).max()))
    gained = difference * (sign or 1)
    better, worse = int((gained > tolerance).sum()), int((gained < -tolerance).sum())
    low, high = bootstrap_interval(difference, draws, key)
    return PairedDifference(n, float(difference.mean()), low, high, better, worse,
                            n - better - worse)  # fmt: skip


def bootstrap_interval(
    values: Floats, draws: int = DRAWS, key: int = 1, level: float = 0.95
) -> tuple[float, float]:
    """Return the percentile interval of the mean of `values` (S,); NaN below five."""
    n = len(values)
    if n < LEAST_FOR_INTERVAL:
        return float("nan"), float("nan")
    generator = np.random.Generator(np.random.Philox(key=key))
    means = values[generator.integers(0, n, size=(draws, n))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
