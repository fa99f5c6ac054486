"""Who disagrees with whom on what, between the declared categories of respondents.

A category below five respondents is never shown alone (privacy, noise), and with fewer than two
such categories there is no view by category at all.
Shapes: R respondents, J items, C shown categories, B bootstrap draws.
Source: Kruskal & Wallis 1952; group-wise acceptability after Polis (Small et al. 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import kruskal

from simulation.instruments.bootstrap import resampled_means
from simulation.instruments.significance import holm
from simulation.instruments.survey import FloatArray, mean_of_answers

SMALLEST_CATEGORY = 5


@dataclass(frozen=True, eq=False)
class CategoryView:
    """Item means by category and the differences between categories."""

    names: tuple[str, ...]
    respondents: FloatArray  # (C, J) answers behind each mean
    means: FloatArray  # (C, J) NaN where fewer than five answered
    low: FloatArray  # (C, J)
    high: FloatArray  # (C, J)
    kruskal_holm: FloatArray  # (J,) NaN where fewer than two categories can be compared
    difference: FloatArray  # (C, C, J) row minus column
    clear: FloatArray  # (C, C, J) 1 where the interval of the difference leaves out zero


def shown_categories(categories: Sequence[str]) -> tuple[str, ...]:
    """Categories of at least five, or none when there are not two of them."""
    named = [name for name in categories if name]
    names = tuple(name for name in sorted(set(named)) if named.count(name) >= SMALLEST_CATEGORY)
    return names if len(names) > 1 else ()


def category_view(values: FloatArray, categories: Sequence[str], times: FloatArray) -> CategoryView:
    """Means of (R, J) values by category with 95 % intervals from the draws (B, R)."""
    names = shown_categories(categories)
    labels = np.array(categories)
    n_items = values.shape[1]
    members = [values[labels == name] for name in names]
    shape = (len(names), n_items)
    count = np.array([np.isfinite(rows).sum(axis=0) for rows in members], float).reshape(shape)
    shown = count >= SMALLEST_CATEGORY
    drawn = np.array(
        [resampled_means(times[:, labels == name], values[labels == name]) for name in names]
    ).reshape(len(names), len(times), n_items)
    means = np.array([mean_of_answers(rows) for rows in members]).reshape(shape)
    means = np.where(shown, means, np.nan)
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    difference = means[:, None, :] - means[None, :, :]
    clear = np.zeros(difference.shape)
    for c in range(len(names)):
        low[c], high[c] = np.where(shown[c], _ends(drawn[c]), np.nan)
        for other in range(c):
            ends = _ends(drawn[c] - drawn[other])
            apart = (ends[0] > 0) | (ends[1] < 0)
            clear[c, other] = clear[other, c] = apart & shown[c] & shown[other]
    return CategoryView(names, count, means, low, high, kruskal_holm(members), difference, clear)


def kruskal_holm(members: Sequence[FloatArray]) -> FloatArray:
    """Kruskal-Wallis per item over categories of five answers or more, Holm over items, (J,)."""
    if not members:
        return np.zeros(0)
    p = np.full(members[0].shape[1], np.nan)
    for j in range(p.size):
        samples = [rows[np.isfinite(rows[:, j]), j] for rows in members]
        samples = [sample for sample in samples if sample.size >= SMALLEST_CATEGORY]
        if len(samples) > 1:
            together = np.concatenate(samples)
            p[j] = kruskal(*samples).pvalue if np.ptp(together) > 0 else 1.0
    return holm(p)


def most_opposed(view: CategoryView, item: int, points: float = 1.0) -> tuple[str, str] | None:
    """The two categories furthest apart on an item, the higher first, or None.

    Asked of them: the item differs between categories (Kruskal-Wallis, Holm, 5 %), the interval
    of their difference leaves out zero, and they are at least so many points apart.
    """
    if not view.names or not view.kruskal_holm[item] < 0.05:
        return None
    apart = np.where(view.clear[:, :, item] > 0, view.difference[:, :, item], 0.0)
    apart = np.nan_to_num(apart)
    high, low = np.unravel_index(int(np.argmax(apart)), apart.shape)
    if apart[high, low] < points:
        return None
    return view.names[int(high)], view.names[int(low)]


def acceptability(importance: FloatArray, categories: Sequence[str], midpoint: float) -> FloatArray:
    """Product over categories of (agreeing + 1) / (answering + 2): high only if all accept, (J,).

    Agreeing: finding the item more important than the middle of the scale. Every category counts,
    also the small ones: no single one can be read back from the product.
    """
    labels = np.array(categories)
    product = np.ones(importance.shape[1])
    for name in sorted(set(categories)):
        rows = importance[labels == name]
        product *= ((rows > midpoint).sum(axis=0) + 1) / (np.isfinite(rows).sum(axis=0) + 2)
    return product


def _ends(drawn: FloatArray) -> FloatArray:
    known = np.isfinite(drawn).any(axis=0)
    ends = np.full((2, drawn.shape[1]), np.nan)
    if known.any():
        ends[:, known] = np.nanquantile(drawn[:, known], [0.025, 0.975], axis=0)
    return ends
