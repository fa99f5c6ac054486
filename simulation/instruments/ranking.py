"""One order out of many: Borda, mean rank, pairwise majority, and how firm the order is.

A higher score comes first; items a respondent did not score share the mean of the places left.
Shapes: R respondents, J items, B bootstrap draws. Source: de Borda 1781; Condorcet 1785.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from simulation.instruments.bootstrap import Interval, interval, resampled_means
from simulation.instruments.survey import FloatArray


@dataclass(frozen=True, eq=False)
class Ranking:
    """The collective order in several ways; say so when Borda and Condorcet differ."""

    borda: FloatArray  # (J,) mean points, 0 to J - 1
    mean_rank: FloatArray  # (J,) 1 = first
    mean_rank_interval: Interval
    majority: FloatArray  # (J, J) share preferring the row to the column, ties half
    borda_winner: int | None  # None when first place is shared
    condorcet_winner: int | None  # None when no item beats every other


def ranks_of(scores: FloatArray) -> FloatArray:
    """Each respondent's ranks, 1 = highest, mid-ranks for ties and for what was left out, (R, J).

    A respondent who scored nothing has no order: a row of NaN.
    """
    ranks = np.full(scores.shape, np.nan)
    for row, score in zip(ranks, scores, strict=True):
        given = np.isfinite(score)
        n_given = int(given.sum())
        if n_given:
            row[given] = rankdata(-score[given])
            row[~given] = (n_given + 1 + score.size) / 2
    return ranks


def ranking(scores: FloatArray, times: FloatArray) -> Ranking:
    """The collective order of items from individual scores (R, J) and bootstrap draws (B, R)."""
    ranks = ranks_of(scores)
    n_items = scores.shape[1]
    ordered = ranks[np.isfinite(ranks).all(axis=1)]
    mean_rank = ordered.mean(axis=0) if len(ordered) else np.full(n_items, np.nan)
    borda = n_items - mean_rank
    majority = pairwise_majority(ranks)
    top = np.flatnonzero(np.isclose(borda, np.nanmax(borda))) if len(ordered) else np.array([])
    return Ranking(
        borda=borda,
        mean_rank=mean_rank,
        mean_rank_interval=interval(
            resampled_means(times, ranks), np.full(n_items, float(len(ordered)))
        ),
        majority=majority,
        borda_winner=int(top[0]) if len(top) == 1 else None,
        condorcet_winner=condorcet_winner(majority),
    )


def pairwise_majority(ranks: FloatArray) -> FloatArray:
    """Share of respondents who put the row before the column; a tie counts half, (J, J)."""
    ordered = ranks[np.isfinite(ranks).all(axis=1)]
    if not len(ordered):
        return np.full((ranks.shape[1],) * 2, np.nan)
    before = ordered[:, :, None] < ordered[:, None, :]
    level = ordered[:, :, None] == ordered[:, None, :]
    return np.asarray((before + 0.5 * level).mean(axis=0))


def condorcet_winner(majority: FloatArray) -> int | None:
    """The item that more than half prefer to each other one, if there is one."""
    beats = majority > 0.5
    np.fill_diagonal(beats, True)
    winners = np.flatnonzero(beats.all(axis=1))
    return int(winners[0]) if len(winners) else None


def top_share(drawn_scores: FloatArray, places: int = 3) -> FloatArray:
    """Rank stability: share of draws in which each item is among the first, (B, J) -> (J,)."""
    filled = np.where(np.isfinite(drawn_scores), drawn_scores, -np.inf)
    ranks = rankdata(-filled, axis=1, method="min")
    return np.asarray((ranks <= places).mean(axis=0))


def rank_interval(drawn_scores: FloatArray, level: float = 0.95) -> Interval:
    """Between which places each item falls over the draws, (B, J) -> (J,)."""
    filled = np.where(np.isfinite(drawn_scores), drawn_scores, -np.inf)
    ranks = rankdata(-filled, axis=1)
    return interval(ranks, np.full(ranks.shape[1], 2.0), level)
