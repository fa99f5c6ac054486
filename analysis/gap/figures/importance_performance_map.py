"""The importance-performance map with its chosen lines, and what would change under others."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.names import CELLS, CROSS_HAIRS
from analysis.gap.panel import sheet, short_label
from analysis.gap.point_labels import label_points
from analysis.style import BLUE, GREY, INK, RED
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import translate


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """Today (across) and importance (up)."""
    found, survey = diagnosis.importance_performance, diagnosis.survey
    if not np.isfinite(found.importance).any():
        return None
    figure, axes = sheet(
        translate("What matters against how it is", lang),
        6.4,
        translate("Lines: {lines}. Hollow: within one standard error of a line, to be discussed. "
                  "Red: falls in another cell under other usual lines.", lang,
                  lines=translate(CROSS_HAIRS[found.cross_hair], lang)),
    )  # fmt: skip
    x_line, y_line = found.lines
    x, y = found.performance, found.importance
    margin = 0.35
    x_low, x_high = min(np.nanmin(x), x_line) - 3 * margin, max(np.nanmax(x), x_line) + 3 * margin
    y_low, y_high = min(np.nanmin(y), y_line) - margin, max(np.nanmax(y), y_line) + margin
    axes.set(xlim=(x_low, x_high), ylim=(y_low, y_high))
    axes.axvline(x_line, color=GREY)
    axes.axhline(y_line, color=GREY)
    if found.cross_hair == "diagonal":
        axes.plot([survey.scale_min, survey.scale_max], [survey.scale_min, survey.scale_max],
                  color=GREY, linestyle="--")  # fmt: skip
    corners = {"concentrate_here": (0.01, 0.99, "left", "top"),
               "keep_up": (0.99, 0.99, "right", "top"),
               "low_priority": (0.01, 0.01, "left", "bottom"),
               "possible_overkill": (0.99, 0.01, "right", "bottom")}  # fmt: skip
    for name, (at_x, at_y, side, end) in corners.items():
        axes.text(at_x, at_y, translate(CELLS[name], lang), transform=axes.transAxes, ha=side,
                  va=end, fontsize=11, weight="bold", color=GREY)  # fmt: skip
    shown = [j for j in range(x.size) if np.isfinite(x[j]) and np.isfinite(y[j])]
    for j in shown:
        colour = RED if found.changes[j] else BLUE
        axes.plot(x[j], y[j], "o", color=colour, markersize=7, markeredgewidth=1.6,
                  markerfacecolor="white" if found.near_line[j] else colour)  # fmt: skip
    axes.set_xlabel(translate("Today", lang), color=INK)
    axes.set_ylabel(translate("Importance", lang), color=INK)
    label_points(
        figure,
        axes,
        [(float(x[j]), float(y[j])) for j in shown],
        [short_label(survey.items[j].label(lang), 32) for j in shown],
        8.5,
    )
    return figure
