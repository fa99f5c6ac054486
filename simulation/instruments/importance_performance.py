"""The importance-performance map, under each of the three cross-hairs in use.

Cells: concentrate here (matters, poor), keep up (matters, good), low priority, possible overkill.
The literature gives no clear rationale for one family of lines, so all three are computed and
what depends on the choice is shown. Shapes: R respondents, J items.
Source: Martilla & James 1977; Abalo et al. 2007 (diagonal); doi 10.1177/2158244021989276.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from simulation.instruments.survey import BoolArray, FloatArray, mean_of_answers, standard_error

CrossHair = Literal["midpoint", "grand_means", "diagonal"]
CROSS_HAIRS: tuple[CrossHair, ...] = ("midpoint", "grand_means", "diagonal")
CELLS = ("concentrate_here", "keep_up", "low_priority", "possible_overkill")


@dataclass(frozen=True, eq=False)
class ImportancePerformance:
    """Where each item falls, (J,) each, for the chosen family and against the other two."""

    importance: FloatArray
    performance: FloatArray
    cross_hair: CrossHair
    lines: tuple[float, float]  # performance (vertical), importance (horizontal)
    cells: dict[CrossHair, tuple[str, ...]]
    changes: FloatArray  # in how many of the three the cell is not the chosen one's
    near_line: BoolArray  # within one standard error of a chosen line: to be discussed


def importance_performance(
    importance: FloatArray, current: FloatArray, midpoint: float, cross_hair: CrossHair = "midpoint"
) -> ImportancePerformance:
    """The map from ratings (R, J) on a scale with the given midpoint."""
    paired = np.isfinite(importance) & np.isfinite(current)
    rated, found = np.where(paired, importance, np.nan), np.where(paired, current, np.nan)
    y, x = mean_of_answers(rated), mean_of_answers(found)
    grand = (float(np.nanmean(x)), float(np.nanmean(y))) if paired.any() else (midpoint, midpoint)
    crossing: dict[CrossHair, tuple[float, float]] = {
        "midpoint": (midpoint, midpoint),
        "grand_means": grand,
        "diagonal": grand,
    }
    cells = {name: _cells(x, y, crossing[name], name == "diagonal") for name in CROSS_HAIRS}
    lines = crossing[cross_hair]
    near = (np.abs(x - lines[0]) <= standard_error(found)) | (
        np.abs(y - lines[1]) <= standard_error(rated)
    )
    if cross_hair == "diagonal":
        near = near | (np.abs(y - x) <= standard_error(rated - found))
    changes = [
        sum(cells[name][j] != cells[cross_hair][j] for name in CROSS_HAIRS) for j in range(x.size)
    ]
    return ImportancePerformance(y, x, cross_hair, lines, cells, np.array(changes, float), near)


def _cells(
    x: FloatArray, y: FloatArray, lines: tuple[float, float], diagonal: bool
) -> tuple[str, ...]:
    """On a line counts as the better side. Above the diagonal everything needs attention."""
    cells = []
    for performance, importance in zip(x, y, strict=True):
        if np.isnan(performance) or np.isnan(importance):
            cells.append("")
        elif diagonal and importance > performance:
            cells.append("concentrate_here")
        elif importance >= lines[1]:
            good = performance >= lines[0] or diagonal
            cells.append("keep_up" if good else "concentrate_here")
        else:
            cells.append("possible_overkill" if performance >= lines[0] else "low_priority")
    return tuple(cells)
