"""Agreement inside one item, from how answers spread over the K ordered categories.

Counts (..., K) -> (...,) for every measure. The pair to report is van der Eijk's A (signed: -1
two camps, 0 no pattern, 1 agreed) with the bar of raw answers: an IQR of 0 hides one dissenter
in five on each side, and the same IQR of 2 fits no pattern and two camps.
Source: Tastle & Wierman 2007; van der Eijk 2001; Leik 1966; Esteban & Ray 1994; Blair & Lacy 2000.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from simulation.instruments.survey import FloatArray


def answer_counts(answers: FloatArray, scale_min: float, steps: int) -> FloatArray:
    """How many chose each category, (R, J) -> (J, K); fractions go to the nearest category."""
    index = np.floor(answers - scale_min + 0.5)
    return np.array([(index == k).sum(axis=0) for k in range(steps)], dtype=float).T


def interquartile_range(counts: FloatArray) -> float:
    """Third minus first quartile of the answers, one item, in points."""
    answers = _spelled_out(counts)
    if answers.size == 0:
        return float("nan")
    low, high = np.percentile(answers, [25, 75])
    return float(high - low)


def standard_deviation(counts: FloatArray) -> float:
    """Sample standard deviation of the answers, one item, in points; NaN below two answers."""
    answers = _spelled_out(counts)
    return float(answers.std(ddof=1)) if answers.size > 1 else float("nan")


def tastle_wierman(counts: FloatArray) -> FloatArray:
    """Cns = 1 + sum p log2(1 - |k - mean| / (K - 1)): 0 half and half at the ends, 1 agreed."""
    p, k = _shares(counts)
    mean = (p * k).sum(axis=-1, keepdims=True)
    room = 1 - np.abs(k - mean) / (k.size - 1)
    terms = p * np.log2(np.where((p > 0) & (room > 0), room, 1.0))
    return _no_negative_zero(1 + terms.sum(axis=-1))


def agreement_a(counts: FloatArray) -> FloatArray:
    """Van der Eijk's A: the layers of the distribution, each judged by its pattern."""
    left = np.array(counts, dtype=float)
    total = left.sum(axis=-1)
    patterns = _pattern_agreement(left.shape[-1])
    bits = 2 ** np.arange(left.shape[-1])
    agreement = np.zeros(total.shape)
    for _ in range(left.shape[-1]):
        filled = left > 1e-9
        lowest = np.where(filled, left, np.inf).min(axis=-1)
        lowest = np.where(np.isfinite(lowest), lowest, 0.0)
        weight = lowest * filled.sum(axis=-1)
        agreement = agreement + weight * patterns[(filled * bits).sum(axis=-1)]
        left = left - np.where(filled, lowest[..., None], 0.0)
    return np.where(total > 0, agreement / np.where(total > 0, total, 1.0), np.nan)


def polarisation(counts: FloatArray) -> FloatArray:
    """(1 - A) / 2: 0 agreed, 1 two camps at the ends."""
    return (1 - agreement_a(counts)) / 2


def leik_consensus(counts: FloatArray) -> FloatArray:
    """1 - Leik's D, from the cumulative shares."""
    p, k = _shares(counts)
    cumulative = np.cumsum(p, axis=-1)
    distance = np.minimum(cumulative, 1 - cumulative).clip(min=0)
    return np.asarray(1 - 2 * distance.sum(axis=-1) / (k.size - 1))


def normalised_variance(counts: FloatArray) -> FloatArray:
    """Variance over its maximum: 1 when half are at each end."""
    p, k = _shares(counts)
    mean = (p * k).sum(axis=-1, keepdims=True)
    return np.asarray((p * (k - mean) ** 2).sum(axis=-1) / ((k.size - 1) ** 2 / 4))


def ordinal_variation(counts: FloatArray) -> FloatArray:
    """IOV = 4 / (K - 1) sum F (1 - F)."""
    p, k = _shares(counts)
    cumulative = np.cumsum(p, axis=-1)[..., :-1]
    return np.asarray(4 / (k.size - 1) * (cumulative * (1 - cumulative)).sum(axis=-1).clip(min=0))


def esteban_ray(counts: FloatArray, alpha: float = 1.3) -> FloatArray:
    """Polarisation by identification and alienation, over its value at half and half."""
    p, k = _shares(counts)
    distance = np.abs(k[:, None] - k[None, :])
    raw = np.einsum("...k,...l,kl->...", p ** (1 + alpha), p, distance)
    return np.asarray(raw / (0.5 ** (1 + alpha) * (k.size - 1)))


def _shares(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    counts = np.asarray(counts, dtype=float)
    total = counts.sum(axis=-1, keepdims=True)
    shares = np.where(total > 0, counts / np.where(total > 0, total, 1.0), np.nan)
    return shares, np.arange(counts.shape[-1], dtype=float)


def _spelled_out(counts: FloatArray) -> FloatArray:
    return np.repeat(np.arange(len(counts), dtype=float), np.asarray(counts, dtype=int))


def _no_negative_zero(value: FloatArray) -> FloatArray:
    return np.where(np.abs(value) < 1e-12, 0.0, value)


@cache
def _pattern_agreement(steps: int) -> FloatArray:
    """A of each pattern of filled categories, indexed by its bits, (2 ** K,)."""
    values = np.zeros(2**steps)
    for code in range(1, 2**steps):
        filled = [bool(code >> k & 1) for k in range(steps)]
        values[code] = _one_pattern(filled)
    return values


def _one_pattern(filled: list[bool]) -> float:
    """Triples that look unimodal (110, 011) against those that look bimodal (101)."""
    steps, n_filled = len(filled), sum(filled)
    if n_filled == 1:
        return 1.0
    unimodal = bimodal = 0
    for j in range(steps):
        before, after = filled[:j], filled[j + 1 :]
        if filled[j]:
            unimodal += sum(before) * (len(after) - sum(after))
            unimodal += (len(before) - sum(before)) * sum(after)
        else:
            bimodal += sum(before) * sum(after)
    if steps in {n_filled, 2}:
        return 0.0
    unimodality = ((steps - 2) * unimodal - (steps - 1) * bimodal) / (
        (steps - 2) * (unimodal + bimodal)
    )
    return unimodality * (1 - (n_filled - 1) / (steps - 1))
