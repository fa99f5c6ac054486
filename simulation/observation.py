"""What is observed each month, in one array, shown as a table when somebody asks.

A metric asks for tables and tallies by type; a tally is made once and taken before the first
metric that is due needs it. Between its months a metric keeps its last value.

Shapes: (steps, metrics); jobs by product once a year (years, P).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from simulation.declarations import METRICS, Floats, needed
from simulation.entities.markets import Markets
from simulation.tallies.economy import YEAR, EconomyTally
from simulation.tally import Tally


class Due(NamedTuple):
    """What is taken in a month: tallies in order of need, then the metrics and their columns."""

    tallies: tuple[Tally, ...]
    measures: tuple[partial[float], ...]
    columns: npt.NDArray[np.intp]


class Observations:
    """The values of all metrics, month by month."""

    def __init__(
        self, offered: Mapping[type[Any], Any], steps: int, only: Collection[str] | None = None
    ) -> None:
        """Prepare to observe for a number of steps: everything, or `only` these metrics."""
        self.names = tuple(sorted(METRICS))
        self.values: Floats = np.full((steps, len(self.names)), np.nan)
        self.taken = 0
        self._known: dict[type[Any], Any] = dict(offered)
        self._tallies: list[Tally] = []
        self._taking = [
            (column, METRICS[name].every, self._measuring(METRICS[name].function))
            for column, name in enumerate(self.names)
            if only is None or name in only
        ]
        self._economy: EconomyTally = self._given(EconomyTally)
        self._products = self._given(Markets).names
        self.jobs_by_product: Floats = np.full((-(-steps // YEAR), len(self._products)), np.nan)
        self.observed = frozenset(self.names[column] for column, _, _ in self._taking)
        self._round = int(np.lcm.reduce([every for _, every, _ in self._taking] or [1]))
        self._due = self._plans()

    def _given(self, kind: type[Any]) -> Any:
        """Return what a metric or tally asks for, making the tallies that are not there yet."""
        if kind not in self._known and issubclass(kind, Tally):
            asked = needed(kind.__init__).values()
            self._known[kind] = kind(*(self._given(part) for part in asked))
            self._tallies.append(self._known[kind])
        return self._known[kind]

    def _measuring(self, function: Callable[..., float]) -> partial[float]:
        """Return a metric with all that it asks for."""
        return partial(function, *(self._given(kind) for kind in needed(function).values()))

    def _plans(self) -> list[Due]:
        """Return what is due in each step of a round: the same where the same rhythms meet."""
        rhythms = sorted({every for _, every, _ in self._taking})
        plans: dict[tuple[int, ...], Due] = {}
        of_steps = []
        for step in range(self._round):
            meeting = tuple(every for every in rhythms if step % every == 0)
            if meeting not in plans:
                plans[meeting] = self._plan(step)
            of_steps.append(plans[meeting])
        return of_steps

    def _plan(self, step: int) -> Due:
        """Return what is due in a step."""
        due = [(column, measure) for column, every, measure in self._taking if step % every == 0]
        asked = {id(part) for _, measure in due for part in measure.args}
        asked.add(id(self._economy))
        for tally in reversed(self._tallies):
            if id(tally) in asked:
                asked |= {id(part) for part in vars(tally).values() if isinstance(part, Tally)}
        return Due(
            tuple(tally for tally in self._tallies if id(tally) in asked),
            tuple(measure for _, measure in due),
            np.array([column for column, _ in due], dtype=np.intp),
        )

    def take(self, step: int) -> None:
        """Measure everything that is due in this step."""
        due = self._due[step % self._round]
        for tally in due.tallies:
            tally.take()
        if step % YEAR == 0:
            self.jobs_by_product[step // YEAR] = self._economy.jobs_by_product
        row = self.values[step]
        if step and len(due.measures) < len(row):
            row[:] = self.values[step - 1]
        row[due.columns] = [measure() for measure in due.measures]
        self.taken = step + 1

    def last(self, name: str) -> float:
        """Return the last value of a metric; NaN before the first month."""
        if not self.taken:
            return float("nan")
        return float(self.values[self.taken - 1, self.names.index(name)])

    def products(self, warm_up: int) -> pd.DataFrame:
        """Return people at work by product, a row a year, indexed by the month of the story."""
        years = -(-self.taken // YEAR)
        months = pd.RangeIndex(-warm_up, years * YEAR - warm_up, YEAR, name="month")
        kept = self.jobs_by_product[:years]
        return pd.DataFrame(kept, index=months, columns=list(self._products))

    def frame(self, warm_up: int) -> pd.DataFrame:
        """Return the observations so far, a row a month, the story's first month being 0."""
        months = pd.RangeIndex(-warm_up, self.taken - warm_up, name="month")
        return pd.DataFrame(self.values[: self.taken], index=months, columns=list(self.names))
