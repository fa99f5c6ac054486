"""The table that a docking leaves, a row per run, and how one of its cells is found and named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from simulation.language import translate

if TYPE_CHECKING:
    import pandas as pd

Cell = Mapping[str, Any]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Runs:
    """`table` has a column per setting, `run`, and the outcomes; `usual` are the paper's settings.

    Runs of the same number share their draws in all cells, so that cells can be compared in pairs.
    """

    table: pd.DataFrame
    usual: Cell
    labels: Mapping[str, str]

    def cell(self, outcome: str, where: Cell) -> pd.Series[float] | None:
        """Return an outcome by run where all settings are the paper's but those named."""
        found = self._rows({**self.usual, **where})
        return found.set_index("run")[outcome].astype(float) if len(found) else None

    def along(self, outcome: str, setting: str, where: Cell) -> pd.DataFrame | None:
        """Return an outcome by run (rows) and value of a setting (columns), in order."""
        asked = {**self.usual, **where}
        asked.pop(setting)
        found = self._rows(asked)
        if not len(found):
            return None
        return found.pivot_table(index="run", columns=setting, values=outcome).dropna()

    def pair(self, outcome: str, one: Cell, other: Cell) -> tuple[Floats, Floats] | None:
        """Return an outcome in two cells, run by run."""
        first, second = self.cell(outcome, one), self.cell(outcome, other)
        if first is None or second is None:
            return None
        both = first.index.intersection(second.index)
        return np.asarray(first[both], dtype=np.float64), np.asarray(second[both], dtype=np.float64)

    def _rows(self, asked: Cell) -> pd.DataFrame:
        here = np.ones(len(self.table), dtype=bool)
        for name, value in asked.items():
            column = self.table[name].to_numpy()
            here &= np.isclose(column, value) if isinstance(value, float) else column == value
        return self.table[here]

    def named(self, outcome: str, where: Cell) -> str:
        """Return an outcome and the settings in which it is looked at, in words."""
        label = translate(self.labels[outcome])
        return f"{label}, {told(where)}" if where else label


def told(where: Cell) -> str:
    """Return settings as people write them on the command line."""
    return " ".join(f"{name}={plain(value)}" for name, value in where.items())


def plain(value: Any) -> str:
    """Return a number without noise."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
