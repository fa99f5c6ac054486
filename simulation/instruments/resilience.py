"""How a territory stands a shock, measured against its twin that was spared it.

The twin is the same territory under the same seed without the threats, so every draw is shared and
the difference is the shock's. No measure of resilience is standard: several are given, and how far
they rank alike is told, too.

Shapes: series of one value a month (M), `with_shock` and `spared` in step; product vectors (P).
Source: martin2012 (resistance, recovery, renewal, re-orientation), bruneau2003 (loss area); facts
part 3; concepts S29, S37, S42.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.declarations import Floats

RECOVERED = 0.95
"""Share of the twin from which a territory has recovered."""


@dataclass(frozen=True)
class Resilience:
    """The measures of one quantity in one pair of runs, from the onset of the shock."""

    resistance: float
    recovery_months: float
    loss_area: float
    renewal: float
    months: int


def resilience(
    with_shock: npt.ArrayLike, spared: npt.ArrayLike, onset: int, window: int = 24
) -> Resilience:
    """Return all measures that need only the two series (M); `onset` is a position in them."""
    quality = _quality(with_shock, spared)[onset:]
    return Resilience(
        resistance(quality),
        recovery_months(quality),
        loss_area(quality),
        renewal(with_shock, spared, onset, window),
        len(quality),
    )


def resistance(quality: npt.ArrayLike) -> float:
    """Return 1 minus the deepest fall below the twin: 1 untouched, 0 nothing left.

    `quality` (M) is the run as a share of its twin, month by month.
    """
    return 1.0 - max(0.0, float(np.max(1.0 - np.asarray(quality, dtype=float))))


def recovery_months(quality: npt.ArrayLike, recovered: float = RECOVERED) -> float:
    """Return months from the first fall below 95 % of the twin to the return for good.

    0 if it never fell so low, infinite if it was below when the run ended.
    """
    below = np.flatnonzero(np.asarray(quality, dtype=float) < recovered)
    if not below.size:
        return 0.0
    if below[-1] == np.size(quality) - 1:
        return float("inf")
    return float(below[-1] + 1 - below[0])


def loss_area(quality: npt.ArrayLike) -> float:
    """Return the area between 100 % and the run where it is below its twin, in per cent months."""
    return float(np.maximum(0.0, 100.0 * (1.0 - np.asarray(quality, dtype=float))).sum())


def renewal(
    with_shock: npt.ArrayLike, spared: npt.ArrayLike, onset: int, window: int = 24
) -> float:
    """Return growth from the trough over the twin's growth from the same month, as a ratio.

    Means over `window` months at the end are compared with the trough; 1: as the twin.
    """
    shocked = np.asarray(with_shock, dtype=float)
    twin = np.asarray(spared, dtype=float)
    trough = onset + int(np.argmin(_quality(shocked, twin)[onset:]))
    span = min(window, len(shocked) - trough)
    grown = np.mean(shocked[-span:]) / shocked[trough] if shocked[trough] else np.nan
    usual = np.mean(twin[-span:]) / twin[trough] if twin[trough] else np.nan
    return float(grown / usual)


def reorientation(before: npt.ArrayLike, after: npt.ArrayLike) -> float:
    """Return 1 minus the cosine of two product vectors (P): 0 same mix, 1 nothing in common."""
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    if lengths == 0.0:
        return float("nan")
    return min(1.0, max(0.0, 1.0 - float(one @ other) / lengths))


def bray_curtis(before: npt.ArrayLike, after: npt.ArrayLike, shares: bool = True) -> float:
    """Return Bray and Curtis' dissimilarity of two product vectors (P), of shares or of sizes."""
    one, other = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if shares:
        one, other = one / one.sum(), other / other.sum()
    whole = float(np.sum(one + other))
    return float(np.sum(np.abs(one - other))) / whole if whole else float("nan")


def anticipation(adapted: npt.ArrayLike, onset: int, spared: npt.ArrayLike | None = None) -> float:
    """Return the share of all adaptation that was done before the onset (S37).

    `adapted` (M) is what was adapted in each month (changes of activity, say); with the twin's,
    only what exceeds it counts. Undefined where nothing was adapted.
    """
    done = np.asarray(adapted, dtype=float)
    if spared is not None:
        done = done - np.asarray(spared, dtype=float)
    total = np.cumsum(done)
    if total.size == 0 or total[-1] <= 0.0:
        return float("nan")
    return float(np.clip(total[onset - 1] if onset > 0 else 0.0, 0.0, total[-1]) / total[-1])


def rank_agreement(measures: npt.ArrayLike) -> Floats:
    """Return Spearman's rank correlation of every two measures (N, N), from values (runs, N).

    Turn the signs so that more is better first; equal values share their mean rank.
    """
    from scipy.stats import rankdata

    ranks = np.apply_along_axis(rankdata, 0, np.asarray(measures, dtype=float))
    ranks -= ranks.mean(axis=0)
    size = np.sqrt((ranks**2).sum(axis=0))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((ranks.T @ ranks) / np.outer(size, size), dtype=np.float64)


def _quality(with_shock: npt.ArrayLike, spared: npt.ArrayLike) -> Floats:
    """Return the run as a share of its twin; where the twin has nothing, nothing is lost."""
    shocked = np.asarray(with_shock, dtype=np.float64)
    twin = np.asarray(spared, dtype=np.float64)
    if shocked.shape != twin.shape:
        raise ValueError(f"the run has {shocked.size} months, its twin {twin.size}")
    return np.divide(shocked, twin, out=np.ones_like(shocked), where=twin != 0.0)
