"""How sure a mean is: an interval around it that holds the true one 95 times in 100.

Shapes: n values, one number each. BCa (bias-corrected and accelerated bootstrap, efron1987) for
anything; Student's t where values are near normal, or so many that both agree (above 400). Below
five values: no interval, both ends NaN.
"""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
DRAWS = 2000
LEAST = 5
MANY = 400
LEVEL = 0.95
NONE = (float("nan"), float("nan"))


def bca_interval(
    values: Floats, draws: int = DRAWS, key: int = 1, level: float = LEVEL
) -> tuple[float, float]:
    """Return the BCa interval of the mean; the draws are keyed: same values, same interval."""
    if len(values) < LEAST:
        return NONE
    mean = float(values.mean())
    if np.ptp(values) <= 1e-12 * max(1.0, abs(mean)):
        return mean, mean
    if len(values) > MANY:
        return t_interval(values, level)
    from scipy.stats import bootstrap

    generator = np.random.Generator(np.random.Philox(key=key))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a degenerate sample falls back below
        found = bootstrap((values,), np.mean, n_resamples=draws, confidence_level=level,
                          method="BCa", vectorized=True, rng=generator)  # fmt: skip
    low, high = float(found.confidence_interval.low), float(found.confidence_interval.high)
    if np.isfinite([low, high]).all():
        return low, high
    means = values[generator.integers(0, len(values), size=(draws, len(values)))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def t_interval(values: Floats, level: float = LEVEL) -> tuple[float, float]:
    """Return Student's interval of the mean."""
    if len(values) < LEAST:
        return NONE
    from scipy.stats import t

    half = float(t.ppf((1 + level) / 2, len(values) - 1) * values.std(ddof=1)) / len(values) ** 0.5
    mean = float(values.mean())
    return mean - half, mean + half
