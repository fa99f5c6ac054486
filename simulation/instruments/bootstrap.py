"""How much a result would move had other people of the same categories answered.

Respondents are drawn with replacement inside each category (stratified), B times; a draw is kept
as how often each respondent is in it, so that means and shares are matrix products.
Shapes: B draws, R respondents, J items. Source: Efron & Tibshirani 1993, percentile interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.instruments.survey import FloatArray

DRAWS = 2000


@dataclass(frozen=True, eq=False)
class Interval:
    """Lower and upper ends, one per item; NaN where there is nothing to vary."""

    low: FloatArray
    high: FloatArray


def resample(categories: Sequence[str], draws: int = DRAWS, seed: int = 1) -> FloatArray:
    """How often each respondent is in each draw, (B, R); same seed, same draws."""
    rng = np.random.default_rng(seed)
    times = np.zeros((draws, len(categories)))
    labels = np.array(categories)
    for category in sorted(set(categories)):
        members = np.flatnonzero(labels == category)
        chosen = rng.integers(0, len(members), size=(draws, len(members)))
        np.add.at(times, (np.arange(draws)[:, None], members[chosen]), 1.0)
    return times


def resampled_means(times: FloatArray, answers: FloatArray) -> FloatArray:
    """Mean of each item in each draw over its answered cells, (B, R) x (R, J) -> (B, J)."""
    given = np.isfinite(answers)
    total = times @ np.where(given, answers, 0.0)
    count = times @ given.astype(float)
    return np.where(count > 0, total / np.where(count > 0, count, 1.0), np.nan)


def interval(drawn: FloatArray, respondents: FloatArray, level: float = 0.95) -> Interval:
    """Percentile interval over draws, (B, J) -> (J,); NaN for items with one respondent or none."""
    tail = (1 - level) / 2
    known = np.isfinite(drawn).any(axis=0) & (respondents > 1)
    low, high = np.full(drawn.shape[1], np.nan), np.full(drawn.shape[1], np.nan)
    if known.any():
        low[known], high[known] = np.nanquantile(drawn[:, known], [tail, 1 - tail], axis=0)
    return Interval(low, high)
