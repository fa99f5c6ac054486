"""Whether a study has lived enough histories: how wide its paired intervals still are.

The interval is Student's, at 95 %, of the difference from the first programme in the same point,
context and history; with one programme, of the outcome itself. Stopping when an interval happens to
be narrow makes it a little too narrow: it is a precision target, not a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.study.study import Study

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.95


def widths(table: pd.DataFrame, study: Study) -> dict[str, float]:
    """Return, for each outcome with a target, the largest half-width over points and arms."""
    found: dict[str, float] = {}
    for outcome in study.replications.until:
        keys = ["point", "context", "seed"]
        wide = table.pivot_table(
            index=keys, columns="programme", values=outcome, dropna=False, sort=False
        )
        arms = [name for name in study.programmes if name in wide.columns]
        first, others = arms[0], arms[1:]
        pairs = [wide[name] - wide[first] for name in others] or [wide[first]]
        halves = [
            half_width(group.to_numpy(dtype=float))
            for pair in pairs
            for _, group in pair.groupby(level=["point", "context"])
        ]
        found[outcome] = max(halves, default=float("nan"))
    return found


def half_width(values: np.ndarray) -> float:
    """Return half the width of the interval of a mean; infinite for fewer than two values."""
    from scipy.stats import t

    known = values[np.isfinite(values)]
    if known.size < 2:
        return float("inf")
    error = float(np.std(known, ddof=1)) / np.sqrt(known.size)
    return float(t.ppf(0.5 + LEVEL / 2, known.size - 1) * error)


def wide(found: Mapping[str, float], asked: Mapping[str, float]) -> list[str]:
    """Return the outcomes whose interval is still wider than asked."""
    return [name for name, half in asked.items() if not found.get(name, np.inf) <= half]
