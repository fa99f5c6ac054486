"""Which arms a study compares: its programmes, or the choices of a factor, each with the first.

Pairs share context, point of the design and seed, hence every draw that the arm does not touch.
What counts as one history among others is the seed: its pairs at several points of a grid are
averaged first, for a lever that does nothing must not make four histories of one. Where a design
draws assumptions at random, it is the point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.statistics.interval import Floats
from experiments.store.kept_study import KeptStudy

PROGRAMME, SEED, POINT = "programme", "seed", "point"
GRIDS = ("factorial", "table")


@dataclass(frozen=True)
class Arms:
    """The column that tells arms apart, its values, and the columns that pairs share."""

    column: str
    names: tuple[str, ...]
    shared: tuple[str, ...]
    history: str = SEED

    @property
    def first(self) -> str:
        """What the others are compared with."""
        return self.names[0]

    @property
    def others(self) -> tuple[str, ...]:
        """The arms that are compared with the first."""
        return self.names[1:]


def arms_of(kept: KeptStudy, table: pd.DataFrame) -> Arms | None:
    """Return what is compared, or None where a study has but one arm."""
    factors = [name for name in kept.factors if name in table]
    present = [name for name in kept.programmes if name in set(table["programme"])]
    if len(present) > 1:
        history = SEED if _is_grid(kept) else POINT
        return Arms(PROGRAMME, tuple(present), ("context", POINT, SEED), history)
    if kept.design.get("kind") not in GRIDS:
        return None
    for name in factors:
        levels = [str(each) for each in dict.fromkeys(table[name])]
        if kept.factors[name].get("kind") == "choices" and len(levels) > 1:
            others = tuple(each for each in factors if each != name)
            return Arms(name, tuple(levels), ("context", *others, SEED))
    return None


def _is_grid(kept: KeptStudy) -> bool:
    """Return whether the same choices stand at every seed, none of them an assumption by chance."""
    uncertain = any(each.get("role") == "uncertainty" for each in kept.factors.values())
    return kept.design.get("kind") in GRIDS or not uncertain


def paired(
    table: pd.DataFrame, arms: Arms, outcome: str, arm: str, context: str | None = None
) -> tuple[Floats, Floats, pd.DataFrame]:
    """Return the outcome in an arm and in the first, pair by pair, and what each pair shares."""
    own = table if context is None else table[table["context"] == context]
    named = own.assign(**{arms.column: own[arms.column].astype(str)})
    keys = [*arms.shared, arms.column]
    wide = named.drop_duplicates(keys).set_index(keys)[outcome].unstack(arms.column)
    nothing = pd.Series(np.nan, index=wide.index)
    one, other = (_finite(wide.get(name, nothing)) for name in (arm, arms.first))
    return one, other, wide.index.to_frame(index=False)


def by_history(
    one: Floats, other: Floats, shared: pd.DataFrame, history: str
) -> tuple[Floats, Floats]:
    """Return the means of both, a value per history, over the pairs in which both are known."""
    known = np.isfinite(one) & np.isfinite(other)
    pairs = pd.DataFrame({"one": one, "other": other}).assign(
        context=shared["context"].to_numpy(), history=shared[history].to_numpy()
    )
    means = pairs[known].groupby(["context", "history"], observed=True).mean()
    return means["one"].to_numpy(), means["other"].to_numpy()


def _finite(column: pd.Series) -> Floats:
    values = np.asarray(column, dtype=np.float64)
    return np.where(np.isfinite(values), values, np.nan)
