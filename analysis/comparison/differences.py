"""Each arm against the first, outcome by outcome: at the end, when the facilitator leaves, later.

A moment's value is the mean of the twelve months up to it, so that one odd month says nothing.
Arms without a facilitator are read at the moments of the one who leaves last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.statistics.paired_difference import PairedDifference, paired_difference
from experiments.comparison import Comparison

YEAR = 12
AFTER = 24
END, EXIT, LATER = "end", "exit", "exit_24"


@dataclass(frozen=True)
class Difference:
    """What one arm does to one outcome at one moment, compared with the first arm."""

    arm: int
    outcome: str
    moment: str
    month: int
    mean: float
    mean_of_first: float
    paired: PairedDifference
    better: int

    @property
    def harm(self) -> bool:
        """Whether the interval lies wholly on the wrong side of zero."""
        return self.better != 0 and self.paired.clear == -self.better

    @property
    def gain(self) -> bool:
        """Whether the interval lies wholly on the right side of zero."""
        return self.better != 0 and self.paired.clear == self.better


def differences(comparison: Comparison) -> list[Difference]:
    """Every arm but the first, every moment, every outcome."""
    return list(_all(comparison))


def moments(comparison: Comparison, arm: int) -> dict[str, int]:
    """The months at which an arm is read, by name."""
    exits = [each.exit for each in comparison.arms if each.exit is not None]
    own = comparison.arms[arm].exit
    left = own if own is not None else max(exits, default=None)
    found = {END: comparison.months - 1}
    if left is not None:
        found |= {EXIT: left, LATER: left + AFTER}
    return {name: month for name, month in found.items() if 0 <= month < comparison.months}


def _all(comparison: Comparison) -> Iterator[Difference]:
    for arm in range(1, len(comparison.arms)):
        for moment, month in moments(comparison, arm).items():
            for column, (name, meaning) in enumerate(comparison.outcomes.items()):
                ours = year_up_to(comparison.values[arm, :, :, column], month)
                first = year_up_to(comparison.values[0, :, :, column], month)
                paired = paired_difference(ours, first, meaning.better, key=1 + column)
                yield Difference(arm, name, moment, month, _mean(ours), _mean(first), paired,
                                 meaning.better)  # fmt: skip


def year_up_to(values: np.ndarray, month: int) -> np.ndarray:
    """The mean of the year up to a month of values (S, M), of each run (S,)."""
    year = values[:, max(0, month - YEAR + 1) : month + 1]
    known = np.isfinite(year)
    total = np.where(known, year, 0.0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(1, known.sum(axis=1)), np.nan)


def _mean(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else float("nan")
