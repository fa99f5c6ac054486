"""From studies in a store to ranked assumptions: per context, outcome and arm, and over all."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.report.arms import arms_of
from analysis.report.effects import effect_table, effects
from analysis.report.what_matters import Matters, what_matters
from analysis.sensitivity.places import TEN, first_places, placed
from experiments.store import Store
from experiments.store.kept_study import KeptStudy

SAMPLED = ("sobol", "morris", "latin_hypercube", "table")
BAR = " | "


@dataclass(frozen=True)
class Sensitivity:
    """One study's indices, or its effects under variants of one context."""

    kept: KeptStudy
    answers: pd.DataFrame
    """A row per run: context, programme, point, seed, and the outcomes."""
    matters: tuple[Matters, ...]
    variants: pd.DataFrame
    """A row per variant, arm and outcome; empty where a study has no variants."""

    @property
    def runs(self) -> int:
        """How many different runs it rests on."""
        return int(self.answers["run"].nunique())

    @functools.cached_property
    def places(self) -> pd.DataFrame:
        """Every assumption's index and place in every answer; empty where nothing is sampled."""
        return placed(self.matters)

    @property
    def sampled_contexts(self) -> tuple[str, ...]:
        """The contexts for which there are indices, or a word why there are none."""
        return tuple(dict.fromkeys(each.context for each in self.matters))

    def ten(self) -> list[tuple[str, int]]:
        """The ten that are most often among the first, over all answers, with how often."""
        if not len(table := self.places):
            return []
        _, counted = first_places(table)
        return [(str(name), int(times)) for name, times in counted.sum(axis=1).head(TEN).items()]


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
    return Sensitivity(kept, table, tuple(matters), variants)


def index_table(found: Sequence[Sensitivity]) -> pd.DataFrame:
    """A row per study, context, outcome, effect and assumption, to four significant digits."""
    table = _together(found, [each.places for each in found])
    numbers = table.select_dtypes("float").columns
    table[numbers] = table[numbers].map(lambda value: float(f"{value:.4g}"))
    return table


def run_table(found: Sequence[Sensitivity]) -> pd.DataFrame:
    """What each run of the sampled studies gave: from these rows the indices can be made again."""
    keys = ["context", "programme", "point", "seed"]
    own = [each.answers[[*keys, *each.kept.outcomes]] if each.matters else pd.DataFrame()
           for each in found]  # fmt: skip
    table = _together(found, own)
    outcomes = table.select_dtypes("float").columns
    table[outcomes] = table[outcomes].astype("float32")
    return table


def _together(found: Sequence[Sensitivity], tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One table of those that are not empty, the study's name first."""
    named = [
        table.assign(study=each.kept.full_name)
        for each, table in zip(found, tables, strict=True) if len(table)
    ]  # fmt: skip
    if not named:
        return pd.DataFrame({"study": []})
    table = pd.concat(named, ignore_index=True)
    return table[["study", *table.columns.drop("study")]]
