"""Which place each assumption takes in each answer, and how often it is among the first.

An answer is an outcome in a context: its level, or what a programme changes in it. The first place
has the assumption with the greatest index. Places are counted, not sizes, so that outcomes in
persons do not drown those in shares, nor one rough outcome all others.
Shapes: a row per study, context, outcome, `effect_of` (empty: the level) and assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.report.what_matters import Matters
from analysis.statistics.morris_effects import MEAN, STRENGTH, UNEVEN
from analysis.statistics.sobol_indices import ALONE, IN_ALL

TEN, THREE = 10, 3
ROUNDING = 1e-5
"""What the store rounds numbers by is no effect."""
ANSWER = ["context", "outcome", "effect_of"]
UP, DOWN, EITHER = "up", "down", "either"


def placed(matters: Sequence[Matters]) -> pd.DataFrame:
    """Return every assumption's index and place in every answer.

    `sign`: whether raising it always raised the answer (`up`), always lowered it (`down`), or
    either; elementary effects only. `clear`: for elementary effects, whether the interval lies
    above the mu* that half of the assumptions that move anything reach (if more than ten do), which
    stirring chance alone does; for Sobol, whether what it explains alone is more than nothing.
    """
    return pd.DataFrame(
        [row for each in matters if each.indices is not None for row in _rows(each)]
    )


def first_places(table: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    """Return how many places count as first, and in how many contexts each assumption has one.

    Ten of many assumptions, three where a study varies but ten. A row per assumption, the most
    frequent first, then by mean place; a column per outcome and `effect_of`.
    """
    few = TEN if table["assumption"].nunique() > THREE * TEN else THREE
    first = table[(table["place"] <= few) & (table["value"] > 0)]
    counted = pd.crosstab(first["assumption"], [first["effect_of"], first["outcome"]])
    wanted = table[["effect_of", "outcome"]].drop_duplicates()
    wanted = wanted.sort_values("effect_of", kind="stable")
    columns = pd.MultiIndex.from_frame(wanted)
    mean_place = table.groupby("assumption")["place"].mean()
    counted = counted.reindex(index=mean_place.index, columns=columns, fill_value=0)
    order = pd.DataFrame({"times": -counted.sum(axis=1), "place": mean_place})
    return few, counted.loc[order.sort_values(["times", "place"], kind="stable").index]


def _rows(each: Matters) -> Iterator[dict[str, Any]]:
    assert each.indices is not None
    by_kind = {
        kind: {index.factor: index for index in each.indices.of(kind)}
        for kind in (each.kind, MEAN, UNEVEN, ALONE)
    }
    found = each.indices.of(each.kind)
    nothing = ROUNDING * max((index.value for index in found), default=0.0)
    crowd = _crowd([index.value for index in found if index.value > nothing])
    for place, index in enumerate(found, 1):
        row: dict[str, Any] = {
            "context": each.context, "outcome": each.outcome, "effect_of": each.arm,
            "assumption": index.factor, "place": place, "index": each.kind,
            "value": index.value if index.value > nothing else 0.0, "low": index.low,
            "high": index.high, "clear": index.low > max(crowd, nothing),
        }  # fmt: skip
        if each.kind == STRENGTH:
            mean = by_kind[MEAN][index.factor].value
            row |= {"sign": _sign(mean, row["value"]), "mean": mean,
                    "spread": by_kind[UNEVEN][index.factor].value}  # fmt: skip
        elif each.kind == IN_ALL:
            alone = by_kind[ALONE][index.factor]
            row |= {"clear": alone.low > 0, "alone": alone.value, "alone_low": alone.low,
                    "alone_high": alone.high}  # fmt: skip
        yield row


def _crowd(moving: Sequence[float]) -> float:
    """What half of the assumptions that move anything reach; few make no crowd."""
    return float(np.median(moving)) if len(moving) > TEN else 0.0


def _sign(mean: float, size: float) -> str:
    """Effects all point one way when their mean is as large as the mean of their sizes."""
    if size <= 0 or abs(mean) < size * (1 - ROUNDING):
        return EITHER
    return UP if mean > 0 else DOWN
