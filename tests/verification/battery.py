"""Tests of chance: each takes draws that should be uniform and independent, and returns a p-value.

A p-value near 0 says that the draws are not what they should be, one near 1 that they are too
even to be chance: both ends count. Each is tuned to one kind of defect; `test_draws.py` plants that
defect and shows that it is caught.
Source: knuth1997 (classes, pairs, orders of triples); marsaglia1985 (birthday spacings).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
DAYS = 1 << 24
BIRTHDAYS = 512


def classes(values: Floats) -> float:
    """Chi-square over 100 classes of equal width: is every value as likely as any other?"""
    seen = np.histogram(values, bins=100, range=(0, 1))[0]
    return float(stats.chisquare(seen).pvalue)


def distribution(values: Floats) -> float:
    """Kolmogorov and Smirnov: the largest distance from the straight line."""
    return float(stats.kstest(values, "uniform").pvalue)


def last_bits(values: Floats) -> float:
    """Chi-square of the last eight of 53 bits: is the finest detail chance as well?"""
    finest = (values * 2.0**53).astype(np.int64) & 255
    return float(stats.chisquare(np.bincount(finest, minlength=256)).pvalue)


def neighbours(values: Floats) -> float:
    """Correlation of each draw with the next."""
    return correlation(values[:-1], values[1:])


def pairs(values: Floats) -> float:
    """Chi-square of pairs of draws in a row, on a grid of 16 by 16."""
    return together(values[0::2], values[1::2])


def triples(values: Floats) -> float:
    """Chi-square of the six orders in which three draws in a row can come."""
    three = values[: len(values) // 3 * 3].reshape(-1, 3)
    order = (three[:, 0] < three[:, 1]) * 4 + (three[:, 1] < three[:, 2]) * 2
    order = order + (three[:, 0] < three[:, 2])
    seen = np.bincount(order, minlength=8)
    return float(stats.chisquare(seen[[0, 2, 3, 4, 5, 7]]).pvalue)


def birthdays(values: Floats) -> float:
    """Spacings between 512 birthdays in a year of 2^24 days: how many are equal (Poisson)."""
    groups = values[: len(values) // BIRTHDAYS * BIRTHDAYS].reshape(-1, BIRTHDAYS)
    days = np.sort((groups * DAYS).astype(np.int64), axis=1)
    spacings = np.sort(np.diff(days, axis=1, prepend=0), axis=1)
    equal = int((np.diff(spacings, axis=1) == 0).sum())
    expected = len(groups) * BIRTHDAYS**3 / (4 * DAYS)
    return float(stats.poisson.sf(equal - 1, expected)) if equal > expected else float(
        1 - stats.poisson.cdf(equal, expected)
    )  # fmt: skip


def correlation(one: Floats, other: Floats) -> float:
    """Correlation of two streams, draw by draw."""
    return float(stats.pearsonr(one, other).pvalue)


def together(one: Floats, other: Floats) -> float:
    """Chi-square of two streams side by side, on a grid of 16 by 16."""
    seen = np.histogram2d(one, other, bins=16, range=((0, 1), (0, 1)))[0]
    return float(stats.chisquare(seen.ravel()).pvalue)


OF_ONE: tuple[Callable[[Floats], float], ...] = (
    classes, distribution, last_bits, neighbours, pairs, triples, birthdays,
)  # fmt: skip
OF_TWO: tuple[Callable[[Floats, Floats], float], ...] = (correlation, together)
