"""From studies in a store to ranked assumptions: per context, outcome and arm, and over all.

Over all: each index as a share of the greatest one of its outcome, averaged, so that outcomes in
persons do not drown those in shares.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.report.arms import arms_of
from analysis.report.effects import effect_table, effects
from analysis.report.what_matters import Matters, what_matters
from experiments.store import Store
from experiments.store.kept_study import KeptStudy

TEN = 10
SAMPLED = ("sobol", "morris", "latin_hypercube", "table")
BAR = " | "


@dataclass(frozen=True)
class Sensitivity:
    """One study's indices, or its effects under variants of one context."""

    kept: KeptStudy
    runs: int
    matters: tuple[Matters, ...]
    variants: pd.DataFrame
    """A row per variant, arm and outcome; empty where a study has no variants."""

    def ten(self) -> list[tuple[str, float]]:
        """The ten assumptions that matter most over all outcomes, with their mean share."""
        shares: dict[str, list[float]] = {}
        for each in self.matters:
            found = each.indices.of(each.kind) if each.indices is not None else []
            most = max((abs(index.value) for index in found), default=0.0)
            for index in found:
                share = abs(index.value) / most if most > 0 else 0.0
                shares.setdefault(index.factor, []).append(share)
        means = {name: math.fsum(values) / len(values) for name, values in shares.items()}
        return sorted(means.items(), key=lambda each: -each[1])[:TEN]


def sensitivity(store: Store, names: Sequence[str]) -> list[Sensitivity]:
    """Read studies and work their indices out, for every outcome of theirs."""
    return [_of(store, store.study(name)) for name in names]


def _of(store: Store, kept: KeptStudy) -> Sensitivity:
    table = store.table(kept)
    points = store.points(kept)
    arms = arms_of(kept, table)
    matters: list[Matters] = []
    if kept.design.get("kind") in SAMPLED:
        matters = [
            each
            for context in kept.contexts
            for outcome in kept.outcomes
            for each in what_matters(kept, table, points, arms, outcome, context)
        ]
    variants = pd.DataFrame()
    if arms is not None and any(BAR in name for name in kept.contexts):
        variants = effect_table(effects(kept, table, arms), kept.name)
    return Sensitivity(kept, int(table["run"].nunique()), tuple(matters), variants)


def index_table(found: Sequence[Sensitivity]) -> pd.DataFrame:
    """A row per index."""
    return pd.DataFrame(
        [
            {
                "study": study.kept.full_name, "context": each.context, "outcome": each.outcome,
                "effect_of": each.arm, "assumption": index.factor, "index": index.kind,
                "value": index.value, "low": index.low, "high": index.high,
            }
            for study in found
            for each in study.matters if each.indices is not None
            for index in each.indices.indices
        ]
    )  # fmt: skip
