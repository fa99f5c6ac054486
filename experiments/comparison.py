"""What came back of a comparison of programmes, and the folder that keeps it.

Holds `differences.csv` and `.parquet` (a row per arm, outcome and moment), `arms.csv` (a row per
arm: what was done and spent), `runs.parquet` (a row per run and month), `comparison.json`,
`summary.txt` and figures. Shapes: values (arms, seeds, months, outcomes), NaN where a run is
missing; the first arm is what the others are compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.run_folder import Described, replace


@dataclass(frozen=True)
class Arm:
    """One arm: its programme in plain values."""

    name: str
    title: str | Mapping[str, str]
    start: int
    exit: int | None
    programme: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Arms, seeds, outcomes, and what every run gave."""

    context: str
    start: date
    months: int
    firms: int
    version: str
    code: str
    arms: tuple[Arm, ...]
    seeds: tuple[int, ...]
    outcomes: Mapping[str, Described]
    values: npt.NDArray[np.float64]
    done: Mapping[tuple[int, int], Mapping[str, Any]]
    failures: tuple[tuple[str, int, str], ...] = ()
    threats: tuple[tuple[str, int], ...] = ()
    interrupted: bool = False
    initial: Mapping[str, Any] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def account(self, arm: int) -> pd.DataFrame:
        """What was done in an arm, a row per run that came back."""
        rows = [dict(self.done[key]) for key in sorted(self.done) if key[0] == arm]
        return pd.DataFrame(rows)

    def when(self, month: int) -> date:
        """The first day of a month of the story."""
        count = self.start.year * 12 + self.start.month - 1 + int(month)
        return date(count // 12, count % 12 + 1, 1)

    def runs(self) -> pd.DataFrame:
        """Every value, a row per run and month."""
        arms, seeds, months, _ = self.values.shape
        index = pd.MultiIndex.from_product(
            [[arm.name for arm in self.arms], self.seeds, range(months)],
            names=["programme", "seed", "month"],
        )
        flat = self.values.reshape(arms * seeds * months, -1)
        frame = pd.DataFrame(flat, index=index, columns=list(self.outcomes)).reset_index()
        return frame.dropna(subset=list(self.outcomes), how="all")


def keep(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files (name to content), each whole or not at all; return where they are."""
    for name, content in files.items():
        replace(folder / name, content)
    return [folder / name for name in files]
