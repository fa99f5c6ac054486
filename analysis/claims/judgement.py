"""From the runs of a claim to its judgements: a row per contrast and context.

Shapes: a table of runs (context `name | variant`, programme, seed, one column per outcome), as the
store gives it; arms (A, S) of it, seeds in one order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.claims.verdict import LEAST_PAIRS, judged, mechanism
from analysis.statistics.equivalence import p_of_sameness
from analysis.statistics.interval import Floats
from analysis.statistics.paired_difference import PairedDifference, paired_sum
from experiments.claims.claim import Claim, Contrast, arm_of, context_of


@dataclass(frozen=True)
class Judgement:
    """What one contrast came to in one context."""

    claim: str
    contrast: str
    context: str
    expected: str
    outcome: str
    found: PairedDifference
    first: float
    """Mean of the last arm of the sum: what the effect is to be compared with."""
    verdict: str
    p: float
    left: PairedDifference | None = None
    taken: PairedDifference | None = None
    mechanism: str = ""
    survives: bool = False
    """Whether it stays clear after Holm's correction over all judgements made at once; where the
    same is expected, whether it stays shown that the difference lies within the margin."""
    runs: tuple[str, ...] = ()

    @property
    def asks_for_sameness(self) -> bool:
        """Whether the contrast expects no difference that matters."""
        return self.expected == "same"


def judgements(claim: Claim, table: pd.DataFrame) -> list[Judgement]:
    """Judge every contrast of a claim in every context that it names."""
    return list(_judged(claim, table))


def _judged(claim: Claim, table: pd.DataFrame) -> Iterator[Judgement]:
    for name, contrast in claim.contrasts.items():
        for context in contrast.contexts or claim.contexts:
            arms, runs = arms_of(contrast.sum, contrast, context, table)
            sign = -1 if contrast.expected == "less" else 1
            weights = list(contrast.sum.values())
            found = _sum(arms, weights, contrast.against, sign)
            first = arms[-1][np.isfinite(arms).all(axis=0)]
            made = Judgement(
                claim.claim, name, context, contrast.expected, contrast.outcome, found,
                float(first.mean()) if len(first) else float("nan"),
                judged(contrast.expected, found, contrast.margin),
                _p(arms, weights, contrast), runs=runs,
            )  # fmt: skip
            yield _with_mechanism(made, contrast, context, table, arms)


def _with_mechanism(
    made: Judgement, contrast: Contrast, context: str, table: pd.DataFrame, arms: Floats
) -> Judgement:
    ablated = contrast.ablated()
    if ablated is None:
        return made
    without, runs = arms_of(ablated, contrast, context, table)
    sign = -1 if contrast.expected == "less" else 1
    weights, others = list(contrast.sum.values()), list(ablated.values())
    left = _sum(without, others, contrast.against, sign)
    taken = paired_sum(np.vstack([arms, without]), [*weights, *(-w for w in others)], sign)
    return replace(made, left=left, taken=taken, runs=made.runs + runs,
                   mechanism=mechanism(made.found, left, taken))  # fmt: skip


def arms_of(
    sum_: dict[str, float], contrast: Contrast, context: str, table: pd.DataFrame
) -> tuple[Floats, tuple[str, ...]]:
    """Return the outcome of every arm (A, S), NaN where a run is missing, and the runs' names."""
    seeds = sorted(table["seed"].unique())
    rows, runs = [], []
    for arm in sum_:
        programme, variant = arm_of(arm)
        lived = table[
            (table["programme"] == programme) & (table["context"] == context_of(context, variant))
        ].drop_duplicates("seed")
        runs += list(lived["run"])
        values = lived.set_index("seed")[contrast.outcome].reindex(seeds).to_numpy(dtype=float)
        rows.append(np.where(np.isfinite(values), values, np.nan))
    return np.array(rows), tuple(runs)


def _sum(arms: Floats, weights: list[float], against: float, sign: int) -> PairedDifference:
    constant = np.ones((1, arms.shape[1]))
    return paired_sum(np.vstack([arms, constant]), [*weights, -against], sign)


def _p(arms: Floats, weights: list[float], contrast: Contrast) -> float:
    """Return the two-sided p of Student's paired test; 1 where nothing differs.

    Where the same is expected, that of sameness within the margin.
    """
    from scipy.stats import ttest_1samp

    sums = np.asarray(weights) @ arms[:, np.isfinite(arms).all(axis=0)] - contrast.against
    if len(sums) < LEAST_PAIRS:  # no verdict, and no star
        return float("nan")
    if contrast.expected == "same":
        return p_of_sameness(sums, contrast.margin)
    if np.ptp(sums) <= 1e-12:
        return 1.0 if abs(float(sums.mean())) <= 1e-12 else 0.0
    return float(ttest_1samp(sums, 0.0).pvalue)
