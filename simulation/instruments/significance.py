"""Whether a gap is more than the luck of who answered, item by item.

Wilcoxon signed ranks with zeros kept (Pratt), exact up to fifty respondents; Holm over the items,
rank-biserial size.
Below six respondents the smallest possible p is 0.0625: no p is given, nothing is significant.
Source: Pratt 1959; Holm 1979; Kerby 2014.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata, wilcoxon

from simulation.instruments.survey import BoolArray, FloatArray

SMALLEST_SAMPLE = 6
EXACT_UP_TO = 50


@dataclass(frozen=True, eq=False)
class SignedRankTests:
    """One test per item, (J,) each; NaN where there are fewer than six respondents."""

    p: FloatArray
    p_holm: FloatArray
    rank_biserial: FloatArray
    respondents: FloatArray

    @property
    def significant(self) -> BoolArray:
        """Items whose gap is not zero at 5 %, all items considered."""
        return np.nan_to_num(self.p_holm, nan=1.0) < 0.05


def signed_rank_tests(gaps: FloatArray) -> SignedRankTests:
    """Test each item's gaps against zero, (R, J) -> (J,) results."""
    n_items = gaps.shape[1]
    p, size = np.full(n_items, np.nan), np.full(n_items, np.nan)
    count = np.isfinite(gaps).sum(axis=0).astype(float)
    for j in range(n_items):
        known = gaps[np.isfinite(gaps[:, j]), j]
        size[j] = rank_biserial(known)
        if known.size >= SMALLEST_SAMPLE:
            exact = known.size <= EXACT_UP_TO or not known.any()
            p[j] = exact_p(known) if exact else wilcoxon(known, zero_method="pratt").pvalue
    return SignedRankTests(p, holm(p), size, count)


def exact_p(gaps: FloatArray) -> float:
    """Two-sided p of the signed ranks, ties and zeros as they are.

    The chance of every sum of ranks is built up one respondent at a time, each sign as likely as
    the other: the same number as going through all 2^n signs, without going through them.
    """
    ranks = np.rint(2 * rankdata(np.abs(gaps))).astype(int)
    above = int(ranks[gaps > 0].sum())
    chance = np.ones(1)
    for rank in ranks[gaps != 0]:
        chance = 0.5 * (np.pad(chance, (0, rank)) + np.pad(chance, (rank, 0)))
    tail = min(chance[: above + 1].sum(), chance[above:].sum())
    return float(min(1.0, 2 * tail))


def rank_biserial(gaps: FloatArray) -> float:
    """(Ranks above zero - ranks below) / both, zeros ranked but not counted; NaN when no answer."""
    if gaps.size == 0:
        return float("nan")
    ranks = rankdata(np.abs(gaps))
    above, below = ranks[gaps > 0].sum(), ranks[gaps < 0].sum()
    return float((above - below) / (above + below)) if above + below > 0 else 0.0


def holm(p: FloatArray) -> FloatArray:
    """Holm's step-down adjustment over the tests that exist; NaN stay NaN."""
    adjusted = np.full(p.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    steps = p[order] * np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted
