"""Camps found in the answers themselves, to be laid beside the declared categories.

Principal components in two dimensions, k-means with k from 2 to 4, the k of the best silhouette.
Answers without camps reach silhouettes of 0.35-0.55 too, so camps are reported only when theirs
exceeds what 95 % of shuffled answers (each item's answers dealt anew among respondents) reach.
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
    silhouette_by_chance: float  # what 95 % of shuffled answers stay below

    @property
    def found(self) -> int:
        """Number of camps; 0 when none was found."""
        return int(self.labels.max()) + 1 if (self.labels > 0).any() else 0


def opinion_groups(answers: FloatArray, seed: int = 1, shuffles: int = 59) -> OpinionGroups:
    """Camps among respondents from their answers (R, J); same seed, same camps."""
    n_respondents, n_items = answers.shape
    labels = np.full(n_respondents, -1, dtype=np.int64)
    positions = np.full((n_respondents, 2), np.nan)
    kept = np.isfinite(answers).sum(axis=1) >= n_items / 2
    nothing = OpinionGroups(labels, positions, float("nan"), float("nan"), float("nan"))
    if kept.sum() < SMALLEST_SAMPLE or n_items < 2:
        return nothing
    points, explained = _two_dimensions(answers[kept])
    if not explained > 0:
        return nothing
    rng = np.random.default_rng(seed)
    reached, found = _best_split(points, rng)
    by_chance = [
        _best_split(_two_dimensions(rng.permuted(answers[kept], axis=0))[0], rng, restarts=3)[0]
        for _ in range(shuffles)
    ]
    line = float(np.quantile(by_chance, 0.95))
    positions[kept] = points
    labels[kept] = found if reached > line else 0
    return OpinionGroups(labels, positions, explained, reached, line)


def _two_dimensions(answers: FloatArray) -> tuple[FloatArray, float]:
    """Positions on the first two principal components and their share of the variance."""
    centred = answers - mean_of_answers(answers)
    centred = np.where(np.isfinite(centred), centred, 0.0)
    left, size, _ = np.linalg.svd(centred, full_matrices=False)
    total = float((size**2).sum())
    explained = float((size[:2] ** 2).sum()) / total if total > 1e-9 else 0.0
    return left[:, :2] * size[:2], explained


def _best_split(
    points: FloatArray, rng: np.random.Generator, restarts: int = 10
) -> tuple[float, IntArray]:
    """The largest silhouette over k from 2 to 4, and its labels."""
    splits = [k_means(points, k, rng, restarts) for k in (2, 3, 4)]
    return max(((silhouette(points, found), found) for found in splits), key=lambda pair: pair[0])


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
    member = (labels[:, None] == groups[None, :]).astype(float)
    size = member.sum(axis=0)
    own = labels[:, None] == groups[None, :]
    total = distance @ member
    alone = size[own.argmax(axis=1)] < 2
    inside = total[own] / np.maximum(size[own.argmax(axis=1)] - 1, 1)
    outside = np.where(own, np.inf, total / size).min(axis=1)
    larger = np.maximum(np.maximum(inside, outside), 1e-12)
    return float(np.where(alone, 0.0, (outside - inside) / larger).mean())


def _squared_distances(points: FloatArray, centres: FloatArray) -> FloatArray:
    distances: FloatArray = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return distances
