"""Whether respondents put the items in the same order: Kendall's W and what it needs beside it.

Ties are mid-ranked and corrected for, always. Chance gives W = 1/m, so W is never shown without
the mean Spearman correlation and the band that chance fills. Shapes: m raters, n items.
Source: Kendall & Babington Smith 1939; Marozzi 2014 (F); Brückl & Heuer (missing answers).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from scipy.stats import chi2 as chi2_distribution
from scipy.stats import f as f_distribution
from scipy.stats import rankdata

from simulation.instruments.survey import BoolArray, FloatArray

Status = Literal["ok", "one_respondent", "two_items", "no_order"]


@dataclass(frozen=True)
class Concordance:
    """Kendall's W and its tests; every number NaN where it has no meaning."""

    w: float
    chi2: float
    chi2_p: float
    f: float
    f_df: tuple[float, float]
    f_p: float
    mean_spearman: float


@dataclass(frozen=True, eq=False)
class OrderAgreement:
    """All that is said about the order of items."""

    status: Status
    raters: int  # complete, more than half answered
    all_raters: Concordance
    without_constant: Concordance
    constant_raters: BoolArray  # (R,)
    few_answers: BoolArray  # (R,) answered less than half: kept for items, not for W
    generalised_w: float  # pairwise-complete, for missing answers
    chance_mean: float
    chance_95: float
    share_first: float  # with two items only: share preferring the first


NOTHING = Concordance(*(float("nan"),) * 4, (float("nan"), float("nan")), *(float("nan"),) * 2)


def concordance(ratings: FloatArray) -> Concordance:
    """Kendall's W with tie correction over complete ratings, (m, n); higher rating = first."""
    m, n = ratings.shape
    if m < 2 or n < 2:
        return NOTHING
    ranks = rankdata(-ratings, axis=1)
    totals = ranks.sum(axis=0)
    spread = ((totals - totals.mean()) ** 2).sum()
    possible = m**2 * (n**3 - n) - m * sum(_ties(row) for row in ranks)
    if possible <= 1e-9:
        return NOTHING
    w = float(12 * spread / possible)
    chi2 = m * (n - 1) * w
    df = (n - 1 - 2 / m, (m - 1) * (n - 1 - 2 / m))
    f = (m - 1) * w / (1 - w) if w < 1 - 1e-12 else float("inf")
    return Concordance(
        w=w,
        chi2=chi2,
        chi2_p=float(chi2_distribution.sf(chi2, n - 1)),
        f=f,
        f_df=df,
        f_p=float(f_distribution.sf(f, *df)) if df[0] > 0 else float("nan"),
        mean_spearman=(m * w - 1) / (m - 1),
    )


def generalised_w(ratings: FloatArray) -> float:
    """W from pairwise-complete Spearman, (1 + rho (k - 1)) / k, k mean ratings per item, (m, n)."""
    rho = mean_pairwise_spearman(ratings)
    per_item = np.isfinite(ratings).sum(axis=0)
    k = per_item[per_item > 0].mean() if (per_item > 0).any() else np.nan
    return float((1 + rho * (k - 1)) / k)


def mean_pairwise_spearman(ratings: FloatArray) -> float:
    """Mean over pairs of raters with three common items; constant raters have none, (m, n)."""
    given = np.isfinite(ratings)
    found: list[float] = []
    for i in range(1, len(ratings)):
        others = ratings[:i]
        common = given[:i] & given[i]
        enough = common.sum(axis=1) >= 3
        if not enough.any():
            continue
        common = common[enough]
        a = rankdata(np.where(common, ratings[i], np.nan), axis=1, nan_policy="omit")
        b = rankdata(np.where(common, others[enough], np.nan), axis=1, nan_policy="omit")
        a, b = (np.where(common, r - np.nanmean(r, axis=1, keepdims=True), 0.0) for r in (a, b))
        spread = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1))
        varied = spread > 1e-9
        found += ((a * b).sum(axis=1)[varied] / spread[varied]).tolist()
    return float(np.mean(found)) if found else float("nan")


@lru_cache(maxsize=64)
def chance_w(m: int, n: int, draws: int = 4000, seed: int = 1) -> tuple[float, float]:
    """Mean and 95th percentile of W when m raters order n items at random."""
    rng = np.random.default_rng(seed)
    ranks = np.argsort(rng.random((draws, m, n)), axis=2) + 1
    totals = ranks.sum(axis=1)
    w = 12 * ((totals - totals.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
    w = w / (m**2 * (n**3 - n))
    return float(w.mean()), float(np.quantile(w, 0.95))


def order_agreement(ratings: FloatArray) -> OrderAgreement:
    """Everything about the order of items from ratings with missing answers, (R, J)."""
    given = np.isfinite(ratings)
    few = given.sum(axis=1) < ratings.shape[1] / 2
    constant = np.array([len(set(row[np.isfinite(row)])) == 1 for row in ratings])
    kept = ratings[~few]
    complete = kept[np.isfinite(kept).all(axis=1)]
    lively = complete[np.ptp(complete, axis=1) > 0] if complete.size else complete
    m, n = complete.shape
    raters = len(kept)
    status: Status = "ok"
    if raters < 2:
        status = "one_respondent"
    elif n == 2:
        status = "two_items"
    elif constant[~few].all():
        status = "no_order"
    usable = status == "ok"
    chance = chance_w(m, n) if usable and m > 1 else (float("nan"), float("nan"))
    return OrderAgreement(
        status=status,
        raters=m,
        all_raters=concordance(complete) if usable else NOTHING,
        without_constant=concordance(lively) if usable else NOTHING,
        constant_raters=constant,
        few_answers=few,
        generalised_w=generalised_w(kept) if usable else float("nan"),
        chance_mean=chance[0],
        chance_95=chance[1],
        share_first=_share_first(ratings) if n == 2 else float("nan"),
    )


def _ties(ranks: FloatArray) -> float:
    sizes = np.unique(ranks, return_counts=True)[1].astype(float)
    return float((sizes**3 - sizes).sum())


def _share_first(ratings: FloatArray) -> float:
    """Of those who rate the two items differently, the share who rate the first higher."""
    difference = ratings[:, 0] - ratings[:, 1]
    firm = difference[np.isfinite(difference) & (difference != 0)]
    return float((firm > 0).mean()) if firm.size else float("nan")
