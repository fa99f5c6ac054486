"""What is observed each month, in one array, shown as a table when somebody asks.

Shapes: (steps, metrics); a metric that is taken every third month keeps its last value between.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mesa
import numpy as np
import pandas as pd

from simulation.declarations import METRICS, Floats, needed


class Observations:
    """The values of all metrics, month by month."""

    def __init__(self, offered: Mapping[type[Any], Any], steps: int) -> None:
        """Prepare to observe for a number of steps."""
        self.names = tuple(sorted(METRICS))
        self.values: Floats = np.full((steps, len(self.names)), np.nan)
        self.taken = 0
        self._taking = [
            (column, METRICS[name].function, METRICS[name].every,
             tuple(offered[kind] for kind in needed(METRICS[name].function).values()))
            for column, name in enumerate(self.names)
        ]

    def take(self, step: int) -> None:
        """Measure everything that is due in this step."""
        row = self.values[step]
        for column, function, every, arguments in self._taking:
            if step % every == 0:
                row[column] = function(*arguments)
            else:
                row[column] = self.values[step - 1, column]
        self.taken = step + 1

    def frame(self, warm_up: int) -> pd.DataFrame:
        """Return the observations so far, a row a month, the story's first month being 0."""
        months = pd.RangeIndex(-warm_up, self.taken - warm_up, name="month")
        return pd.DataFrame(self.values[: self.taken], index=months, columns=list(self.names))

    def as_datacollector(self) -> mesa.DataCollector:
        """Return the same as Mesa expects it."""
        return _Collector(self)


class _Collector(mesa.DataCollector):
    """Mesa's data collector, reading what is observed anyway."""

    def __init__(self, observations: Observations) -> None:
        super().__init__()
        self._observations = observations

    @property
    def model_vars(self) -> dict[str, list[float]]:
        seen = self._observations
        return {
            name: seen.values[: seen.taken, column].tolist()
            for column, name in enumerate(seen.names)
        }

    @model_vars.setter
    def model_vars(self, _: dict[str, list[float]]) -> None:
        """Mesa sets it to an empty table when it makes a collector; there is nothing to keep."""
