"""Is a number what it should be? Two one-sided tests, instead of a look at two curves.

A difference that is not significant proves nothing; here the burden lies on sameness: the number is
the same when its 90 % interval lies within margins stated beforehand (two one-sided tests at 5 %),
another when the interval lies wholly outside, and undecided when it does neither.

Shapes: values (S,), one per run. Source: schuirmann1987; wilson1927 for shares.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

REPRODUCED, MISSED, UNDECIDED = "reproduced", "not reproduced", "undecided"
ONE_SIDED = 0.05


def interval_of_mean(values: Floats, error: float = 0.0) -> tuple[float, float]:
    """Return the 90 % interval of a mean; `error` is that of the number it is compared with.

    One value alone has no interval.
    """
    from scipy import stats

    n = len(values)
    if n < 2:
        return -np.inf, np.inf
    mean = float(values.mean())
    spread = float(np.hypot(values.std(ddof=1) / np.sqrt(n), error))
    half = float(stats.t.ppf(1 - ONE_SIDED, n - 1)) * spread
    return mean - half, mean + half


def interval_of_share(values: Floats, error: float = 0.0) -> tuple[float, float]:
    """Return Wilson's 90 % interval of a share of ones: none in thirty is not exactly 0."""
    from scipy import stats

    n = len(values)
    share = float(values.mean())
    z = float(stats.norm.ppf(1 - ONE_SIDED))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    below, over = share - centre + half, centre + half - share
    return share - float(np.hypot(below, z * error)), share + float(np.hypot(over, z * error))


def p_of_sameness(values: Floats, margin: float) -> float:
    """Return the p of two one-sided tests that a mean lies within a margin of zero."""
    from scipy.stats import ttest_1samp

    if np.ptp(values) <= 1e-12:
        return 0.0 if abs(float(values.mean())) <= margin else 1.0
    above = ttest_1samp(values, -margin, alternative="greater").pvalue
    below = ttest_1samp(values, margin, alternative="less").pvalue
    return float(max(above, below))


def equivalent(low: float, high: float, least: float, most: float) -> str:
    """Return the verdict on an interval and the margins `least` to `most`."""
    if least <= low and high <= most:
        return REPRODUCED
    return MISSED if high < least or low > most else UNDECIDED


def above(low: float, high: float, bound: float) -> str:
    """Return the verdict of a one-sided test: whether a number is above the bound."""
    if low > bound:
        return REPRODUCED
    return MISSED if high < bound else UNDECIDED
