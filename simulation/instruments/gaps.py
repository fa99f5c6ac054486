"""How far things are from where people want them, in the field's several ways.

Sign: wanted minus current, so a positive gap is a shortfall and a negative one an excess; the
SERVQUAL gap and the ranked discrepancy keep their authors' sign (negative = shortfall).
Difference scores are weak alone (ambiguous expectation, low reliability, ceilings): show
importance and current beside them. Only answered pairs count; nothing is filled.
Shapes: R respondents, J items, C categories; answers (R, J) with NaN for missing.
Source: Borich 1980 (MWDS); Narine & Harder 2021 (RDS); Parasuraman et al. 1988 (SERVQUAL).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simulation.instruments.survey import FloatArray, mean_of_answers


def mean_gaps(wanted: FloatArray, current: FloatArray) -> FloatArray:
    """Mean individual gap of each item, (J,)."""
    return mean_of_answers(wanted - current)


def respondents_per_item(gaps: FloatArray) -> FloatArray:
    """How many answered each item, (R, J) -> (J,)."""
    return np.asarray(np.isfinite(gaps).sum(axis=0), dtype=float)


def mean_weighted_discrepancy(importance: FloatArray, current: FloatArray) -> FloatArray:
    """Mean importance times mean shortfall (Borich), in points squared, (J,)."""
    gaps = importance - current
    paired = np.where(np.isfinite(gaps), importance, np.nan)
    return mean_of_answers(paired) * mean_of_answers(gaps)


def ranked_discrepancy(importance: FloatArray, current: FloatArray) -> FloatArray:
    """Share above minus share below, times 100: -100 when everyone is short, (J,)."""
    gaps = importance - current
    count = respondents_per_item(gaps)
    above = (gaps < 0).sum(axis=0)
    below = (gaps > 0).sum(axis=0)
    return np.where(count > 0, 100 * (above - below) / np.maximum(count, 1), np.nan)


def needs_index(desired: FloatArray, current: FloatArray) -> FloatArray:
    """Modified priority needs index: mean gap as a share of the current mean, (J,)."""
    gaps = desired - current
    paired = mean_of_answers(np.where(np.isfinite(gaps), current, np.nan))
    usable = np.isfinite(paired) & (paired != 0)
    return np.where(usable, mean_of_answers(gaps) / np.where(usable, paired, 1.0), np.nan)


def servqual(
    perceived: FloatArray, expected: FloatArray, dimensions: Sequence[str], points: dict[str, float]
) -> float:
    """Overall weighted gap perceived - expected, from 100 points shared over dimensions.

    Raises ValueError when the points do not sum to 100 or a dimension has none.
    """
    if set(points) != set(dimensions) or abs(sum(points.values()) - 100) > 1e-9:
        raise ValueError("100 points must be shared over exactly the dimensions of the items")
    gaps = mean_of_answers(perceived - expected)
    labels = np.array(dimensions)
    parts = [weight * gaps[labels == name].mean() for name, weight in points.items()]
    return float(sum(parts) / 100)


def category_means(
    answers: FloatArray, categories: Sequence[str]
) -> tuple[tuple[str, ...], FloatArray]:
    """Names of the categories, sorted, and their item means, (C, J)."""
    names = tuple(sorted(set(categories)))
    labels = np.array(categories)
    return names, np.array([mean_of_answers(answers[labels == name]) for name in names])


def mean_of_categories(answers: FloatArray, categories: Sequence[str]) -> FloatArray:
    """Item means with every category equal, whatever its size, (J,).

    Beside the plain mean (every person equal): with forty firms and three elected officials the
    two differ, and showing one only is a political choice.
    """
    return mean_of_answers(category_means(answers, categories)[1])
