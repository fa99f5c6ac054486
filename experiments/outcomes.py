"""Outcomes as a study writes them, and their values in runs.

`jobs@end` is the mean of the last 12 months, `jobs@36` that month, `mean_skill@30-53` the mean of
those months. Against the paired twin without threats: `loss:jobs` (per cent months below the twin
from the first threat on), `resistance:jobs` (1 untouched, 0 nothing left), `recovery:jobs` (months
to be back for good; infinite where that never was), `renewal:jobs` (growth from the trough as a
ratio to the twin's).

Shapes: months of runs (runs, months), in: their values; out: (runs,). NaN where there is nothing.
Raises: InputError for an expression that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulation.errors import InputError
from simulation.instruments.resilience import resilience
from simulation.language import translate
from simulation.near_names import near

LAST_YEAR = 12
AGAINST_TWIN = {
    "loss": "loss_area",
    "resistance": "resistance",
    "recovery": "recovery_months",
    "renewal": "renewal",
}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What one expression asks: a metric, and months of it or a measure against the twin."""

    name: str
    metric: str
    measure: str = ""
    first: int = -1
    last: int = -1

    @property
    def needs_twin(self) -> bool:
        """Whether a second run, spared the threats, is needed."""
        return bool(self.measure)


def read_outcome(text: str, metrics: Collection[str] | None = None) -> Outcome:
    """Return what an expression means; with `metrics`, its metric must be among them."""
    found = re.fullmatch(r"\s*(?:(\w+):)?(\w+)(?:@(end|\d+(?:-\d+)?))?\s*", text)
    if not found or (found[1] and found[3]):
        said = translate("{text} is no outcome such as jobs@end, jobs@36, jobs@24-35 or loss:jobs",
                         text=repr(text))  # fmt: skip
        raise InputError(said)
    measure, metric, when = found[1] or "", found[2], found[3] or ""
    if measure and measure not in AGAINST_TWIN:
        said = translate("no measure against the twin is called {name}", name=repr(measure))
        raise InputError(said + near(measure, AGAINST_TWIN))
    if metrics is not None and metric not in metrics:
        said = translate("no metric is called {name}", name=repr(metric))
        raise InputError(said + near(metric, metrics))
    name = text.strip()
    if measure or when in ("", "end"):
        return Outcome(name, metric, measure)
    first, _, last = when.partition("-")
    if last and int(last) < int(first):
        said = translate("{text} ends before it begins", text=repr(name))
        raise InputError(said)
    return Outcome(name, metric, "", int(first), int(last or first))


def value_of(
    outcome: Outcome, months: Floats, spared: Floats | None = None, onset: int | None = None
) -> Floats:
    """Return an outcome of runs from their months, and for a measure against the twin, of those."""
    runs, lived = months.shape
    if outcome.needs_twin:
        if spared is None or onset is None or not 0 <= onset < lived:
            return np.full(runs, np.nan)
        attribute = AGAINST_TWIN[outcome.measure]
        return np.array(
            [
                _measured(mine, twin, onset, attribute)
                for mine, twin in zip(months, spared, strict=True)
            ]
        )
    if outcome.first < 0:
        return np.asarray(months[:, -LAST_YEAR:].mean(axis=1))
    if outcome.first >= lived:
        return np.full(runs, np.nan)
    return np.asarray(months[:, outcome.first : outcome.last + 1].mean(axis=1))


def _measured(mine: Floats, twin: Floats, onset: int, attribute: str) -> float:
    if np.isnan(mine).any() or np.isnan(twin).any():
        return float("nan")
    return float(getattr(resilience(mine, twin, onset), attribute))
