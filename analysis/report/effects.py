"""What each arm does, context by context and outcome by outcome, compared with the first arm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.report.arms import Arms, by_history, paired
from analysis.report.titles import better_sign
from analysis.statistics.paired_difference import PairedDifference, paired_difference
from experiments.store.kept_study import KeptStudy


@dataclass(frozen=True)
class Effect:
    """One arm against the first, by one outcome, in one context."""

    context: str
    arm: str
    outcome: str
    better: int
    mean: float
    mean_of_first: float
    paired: PairedDifference

    @property
    def kind(self) -> str:
        """`gain`, `harm`, `more`, `less` or `unclear`."""
        if not self.paired.clear:
            return "unclear"
        if self.better == 0:
            return "more" if self.paired.clear > 0 else "less"
        return "gain" if self.paired.clear == self.better else "harm"


def effects(kept: KeptStudy, table: pd.DataFrame, arms: Arms) -> list[Effect]:
    """Every outcome, context and arm but the first, in the study's order."""
    found = []
    for key, outcome in enumerate(kept.outcomes):
        sign = better_sign(kept, outcome)
        for context in kept.contexts:
            for arm in arms.others:
                pairs = paired(table, arms, outcome, arm, context)
                one, other = by_history(*pairs, arms.history)
                if not len(one):
                    continue
                pair = paired_difference(one, other, sign, key=1 + key)
                found.append(Effect(context, arm, outcome, sign, float(one.mean()),
                                    float(other.mean()), pair))  # fmt: skip
    return found


def means(table: pd.DataFrame, arms: Arms, outcome: str) -> pd.DataFrame:
    """Return the mean of an outcome, a row per arm, a column per context."""
    finite = table[np.isfinite(table[outcome].to_numpy(dtype=float))]
    named = finite.assign(**{arms.column: finite[arms.column].astype(str)})
    grid = named.pivot_table(index=arms.column, columns="context", values=outcome, observed=True)
    return pd.DataFrame(grid).reindex([name for name in arms.names if name in grid.index])


def effect_table(found: list[Effect], study: str) -> pd.DataFrame:
    """A row per effect, for other tools."""
    return pd.DataFrame(
        [
            {
                "study": study,
                "context": each.context,
                "arm": each.arm,
                "outcome": each.outcome,
                "better_sign": each.better,
                "mean": each.mean,
                "mean_of_first": each.mean_of_first,
                **each.paired.cells(),
                "kind": each.kind,
            }
            for each in found
        ]
    )
