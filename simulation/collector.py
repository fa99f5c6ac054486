"""What is observed each month, as Mesa expects a data collector to show it.

Shapes: one list per metric with a value for each month lived, the warm-up included.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from simulation.declarations import METRICS
from simulation.mesa_import import mesa
from simulation.observation import Observations


class Collector(mesa.DataCollector):
    """Mesa's data collector over observations that are taken anyway: it collects nothing itself.

    Beside the metrics it shows `seed`, because a row of `batch_run` would not tell which it was.
    """

    def __init__(self, observations: Observations, seed: int) -> None:
        """Show these observations."""
        self._observations = observations
        self._seed = seed
        super().__init__()
        self.model_reporters = {name: METRICS[name].function for name in observations.names}

    def collect(self, model: Any) -> None:
        """Do nothing: each month has been observed when it ends."""

    def get_model_vars_dataframe(self) -> pd.DataFrame:
        """Return the metrics, a row a month from the first of the warm-up on."""
        seen = self._observations
        return pd.DataFrame(seen.values[: seen.taken].copy(), columns=list(seen.names))

    @property
    def model_vars(self) -> dict[str, list[Any]]:
        """Every metric, month by month."""
        seen = self._observations
        lists = seen.values[: seen.taken].T.tolist()
        return {**dict(zip(seen.names, lists, strict=True)), "seed": [self._seed] * seen.taken}

    @model_vars.setter
    def model_vars(self, _: dict[str, list[Any]]) -> None:
        """Mesa sets it to an empty table when it makes a collector; there is nothing to keep."""

    @property
    def _collection_steps(self) -> list[int]:
        """The steps whose values are there, which Mesa 3.5 asks for: the first step ends as 1."""
        return list(range(1, self._observations.taken + 1))

    @_collection_steps.setter
    def _collection_steps(self, _: list[int]) -> None:
        """Mesa 3.5 sets it to an empty list."""
