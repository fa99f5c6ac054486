"""The gap as each category sees it, item by item."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.names import category_name
from analysis.gap.panel import sheet, short_label
from analysis.style import COLOURS, GREY, INK
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import translate

MARKS = "osD^vPX*<>hp"


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """A row per item in order of priority, a mark per category; the extremes are named."""
    view = diagnosis.categories
    if not view.names:
        return None
    order = [p.item for p in diagnosis.priorities]
    figure, axes = sheet(
        translate("Who sees how large a gap", lang),
        1.6 + 0.42 * len(order),
        translate("Each mark is the mean of a category of five or more; the bar joins the two "
                  "furthest apart. Left of zero: more than is wanted.", lang),
    )  # fmt: skip
    for row, j in enumerate(order):
        means = view.means[:, j]
        if np.isfinite(means).any():
            axes.plot([np.nanmin(means), np.nanmax(means)], [row, row], color=GREY, linewidth=1.5,
                      zorder=1)  # fmt: skip
    rows = np.arange(len(order))
    for c, name in enumerate(view.names):
        axes.plot(view.means[c, order], rows, MARKS[c % len(MARKS)], markersize=7,
                  color=COLOURS[c % len(COLOURS)], alpha=0.9, linestyle="none",
                  markeredgecolor="white" if c < len(COLOURS) else INK,
                  label=category_name(name, lang))  # fmt: skip
    axes.axvline(0, color=INK, linewidth=1)
    labels = [f"{k + 1}. {short_label(diagnosis.survey.items[j].label(lang))}"
              for k, j in enumerate(order)]  # fmt: skip
    axes.set_yticks(rows, labels)
    axes.invert_yaxis()
    axes.set_xlabel(translate("Gap, in points", lang), color=INK)
    figure.legend(loc="outside upper right", ncols=4, fontsize=8.5, frameon=False)
    return figure
