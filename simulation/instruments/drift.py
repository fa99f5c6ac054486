"""What changes between rounds of the same survey, and which changes are more than noise.

Each later wave is compared with the first, item by item: signed ranks of the same people's
changes when six or more answered both, rank sums of the two samples otherwise. Holm over all
comparisons made, so that many waves raise no alarm by themselves.
Delphi reading: stop when answers are stable, not when they agree; stable dissent is a result.
Shapes: J items, T waves. Source: von der Gracht 2012 (stability); Holm 1979.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import mannwhitneyu, wilcoxon

from simulation.errors import InputError
from simulation.instruments.agreement import concordance
from simulation.instruments.significance import SMALLEST_SAMPLE, holm
from simulation.instruments.survey import BoolArray, FloatArray, Survey, mean_of_answers
from simulation.language import translate


@dataclass(frozen=True, eq=False)
class Drift:
    """Changes from the first wave, one row per later wave."""

    change: FloatArray  # (T - 1, J) difference of means, in points
    p_holm: FloatArray  # (T - 1, J)
    moved: FloatArray  # (T - 1, J) share of the same people who moved a point or more
    w: FloatArray  # (T,) agreement on the order, per wave

    @property
    def alarm(self) -> BoolArray:
        """Waves and items whose change is more than noise, (T - 1, J)."""
        return np.nan_to_num(self.p_holm, nan=1.0) < 0.05


def drift(waves: Sequence[Survey], question: str = "current") -> Drift:
    """Changes of one question over waves that share their items. Raises InputError."""
    ids = [item.item_id for item in waves[0].items]
    for wave in waves[1:]:
        if [item.item_id for item in wave.items] != ids:
            message = translate("round {round} does not ask the items of the first one",
                                round=wave.round)  # fmt: skip
            raise InputError(message, place="item_id")
    answers = [np.asarray(getattr(wave, question)) for wave in waves]
    shape = (len(waves) - 1, len(ids))
    p, moved, change = (np.full(shape, np.nan) for _ in range(3))
    for t, wave in enumerate(waves[1:]):
        place = {name: i for i, name in enumerate(wave.respondents)}
        both = [(i, place[name]) for i, name in enumerate(waves[0].respondents) if name in place]
        before = answers[0][[i for i, _ in both]]
        after = answers[t + 1][[i for _, i in both]]
        change[t] = mean_of_answers(answers[t + 1]) - mean_of_answers(answers[0])
        for j in range(len(ids)):
            step = after[:, j] - before[:, j]
            step = step[np.isfinite(step)]
            if step.size:
                moved[t, j] = (np.abs(step) >= 1).mean()
            p[t, j] = _p_of_change(step, answers[0][:, j], answers[t + 1][:, j])
    adjusted = holm(p.ravel()).reshape(shape)
    ratings = [wave.importance for wave in waves]
    w = np.array([concordance(r[np.isfinite(r).all(axis=1)]).w for r in ratings])
    return Drift(change, adjusted, moved, w)


def _p_of_change(step: FloatArray, before: FloatArray, after: FloatArray) -> float:
    if step.size >= SMALLEST_SAMPLE:
        return float(wilcoxon(step, zero_method="pratt").pvalue) if step.any() else 1.0
    before, after = before[np.isfinite(before)], after[np.isfinite(after)]
    if min(before.size, after.size) < SMALLEST_SAMPLE:
        return float("nan")
    return float(mannwhitneyu(before, after).pvalue)
