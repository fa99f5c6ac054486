"""Camps found in the answers themselves, to be laid beside the declared categories.

Principal components in two dimensions, k-means with k from 2 to 4, the k of the best silhouette.
Below a silhouette of 0.35 no camps are reported: random answers reach about that.
A missing answer stands at its item's mean here and only here (as in Polis), and who answered less
than half is left out. Shapes: R respondents, J items. Source: Small et al. 2021; Rousseeuw 1987.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.instruments.survey import FloatArray, IntArray, mean_of_answers

SMALLEST_SAMPLE = 10


@dataclass(frozen=True, eq=False)
class OpinionGroups:
    """The camps, or one camp when the answers show none."""

    labels: IntArray  # (R,) -1 for those left out
    positions: FloatArray  # (R, 2) NaN for those left out
    explained: float  # share of variance in the two dimensions
    silhouette: float

    @property
    def found(self) -> int:
        """Number of camps; 0 when none was found."""
        return int(self.labels.max()) + 1 if (self.labels > 0).any() else 0


def opinion_groups(
    answers: FloatArray, seed: int = 1, least_silhouette: float = 0.35
) -> OpinionGroups:
    """Camps among respondents from their answers (R, J); same seed, same camps."""
    n_respondents, n_items = answers.shape
    labels = np.full(n_respondents, -1, dtype=np.int64)
    positions = np.full((n_respondents, 2), np.nan)
    kept = np.isfinite(answers).sum(axis=1) >= n_items / 2
    nothing = OpinionGroups(labels, positions, float("nan"), float("nan"))
    if kept.sum() < SMALLEST_SAMPLE or n_items < 2:
        return nothing
    centred = answers[kept] - mean_of_answers(answers[kept])
    centred = np.where(np.isfinite(centred), centred, 0.0)
    left, size, _ = np.linalg.svd(centred, full_matrices=False)
    if not size[0] > 1e-9:
        return nothing
    points = left[:, :2] * size[:2]
    positions[kept] = points
    rng = np.random.default_rng(seed)
    best = max(
        (
            (silhouette(points, found), found)
            for k in (2, 3, 4)
            for found in [k_means(points, k, rng)]
        ),
        key=lambda pair: pair[0],
    )
    labels[kept] = best[1] if best[0] >= least_silhouette else 0
    explained = float((size[:2] ** 2).sum() / (size**2).sum())
    return OpinionGroups(labels, positions, explained, best[0])


def k_means(points: FloatArray, k: int, rng: np.random.Generator, restarts: int = 10) -> IntArray:
    """Lloyd's algorithm from k-means++ starts; the labels with the smallest spread, (R,)."""
    best, smallest = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(restarts):
        centres = points[rng.integers(len(points))][None, :]
        while len(centres) < k:
            distance = _squared_distances(points, centres).min(axis=1)
            if distance.sum() <= 0:
                break
            chosen = rng.choice(len(points), p=distance / distance.sum())
            centres = np.vstack([centres, points[chosen]])
        for _ in range(100):
            labels = _squared_distances(points, centres).argmin(axis=1)
            moved = np.array(
                [
                    points[labels == c].mean(axis=0) if (labels == c).any() else centres[c]
                    for c in range(len(centres))
                ]
            )
            if np.allclose(moved, centres):
                break
            centres = moved
        spread = _squared_distances(points, centres).min(axis=1).sum()
        if spread < smallest:
            best, smallest = labels.astype(np.int64), spread
    return best


def silhouette(points: FloatArray, labels: IntArray) -> float:
    """Mean of (nearest other - own) / larger distance; 0 for who is alone, -1 for one group."""
    groups = np.unique(labels)
    if len(groups) < 2:
        return -1.0
    distance = np.sqrt(_squared_distances(points, points))
    values = np.zeros(len(points))
    for i in range(len(points)):
        own = (labels == labels[i]) & (np.arange(len(points)) != i)
        if own.any():
            inside = distance[i, own].mean()
            outside = min(distance[i, labels == g].mean() for g in groups if g != labels[i])
            larger = max(inside, outside)
            values[i] = (outside - inside) / larger if larger > 0 else 0.0
    return float(values.mean())


def _squared_distances(points: FloatArray, centres: FloatArray) -> FloatArray:
    distances: FloatArray = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return distances
