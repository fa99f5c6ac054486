"""The plans of a search against the programme as it is: paired, on histories it has not seen.

Shapes: runs of plans (point, context, seed, outcomes) and of the programme as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.statistics.paired_difference import PairedDifference, paired_difference


@dataclass(frozen=True)
class Gain:
    """What a plan does to one outcome, compared with the programme as it is."""

    plan: int
    outcome: str
    mean: float
    mean_as_it_is: float
    searched: float
    """What the search believed, on its own histories."""
    paired: PairedDifference


def gains(
    moved: pd.DataFrame, usual: pd.DataFrame, outcomes: tuple[str, ...], signs: np.ndarray,
    searched: np.ndarray,
) -> list[Gain]:  # fmt: skip
    """Return every plan's gain on every outcome; pairs share context and seed."""
    keys = ["context", "seed"]
    first = usual.drop_duplicates(keys).set_index(keys).sort_index()
    found = []
    for plan, own in moved.groupby("point", sort=True):
        lived = own.drop_duplicates(keys).set_index(keys).reindex(first.index)
        for column, outcome in enumerate(outcomes):
            ours = lived[outcome].to_numpy(dtype=float)
            theirs = first[outcome].to_numpy(dtype=float)
            both = np.isfinite(ours) & np.isfinite(theirs)
            pair = paired_difference(ours, theirs, int(signs[column]), key=1 + column)
            found.append(
                Gain(int(str(plan)), outcome, float(ours[both].mean()), float(theirs[both].mean()),
                     float(searched[int(str(plan)), column]), pair))  # fmt: skip
    return found


def found_better(found: list[Gain], outcomes: tuple[str, ...], signs: np.ndarray) -> bool:
    """Whether any plan is clearly better than the programme as it is, on any outcome."""
    signs_of = dict(zip(outcomes, signs, strict=True))
    return any(each.paired.clear * signs_of[each.outcome] > 0 for each in found)


def gain_table(found: list[Gain]) -> pd.DataFrame:
    """A row per plan and outcome."""
    return pd.DataFrame(
        [
            {
                "plan": each.plan + 1, "outcome": each.outcome, "mean": each.mean,
                "mean_as_it_is": each.mean_as_it_is, "searched": each.searched,
                **each.paired.cells(),
            }
            for each in found
        ]
    )  # fmt: skip
