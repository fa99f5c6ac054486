"""How firm each item's place is."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.gap.panel import VERDICT_COLOURS, sheet, short_label
from analysis.style import INK
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import percent, translate


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """Place of each item over the draws, with the share of draws among the first three."""
    items = diagnosis.survey.items
    if len(diagnosis.survey.respondents) < 2 or len(items) < 2:
        return None
    figure, axes = sheet(
        translate("How firm the order is", lang),
        1.6 + 0.36 * len(items),
        translate("Bar: the places an item takes in 95 of 100 draws of other respondents of the "
                  "same categories. Right: share of draws among the first three.", lang),
    )  # fmt: skip
    for row, p in enumerate(diagnosis.priorities):
        colour = VERDICT_COLOURS[p.verdict]
        ends = diagnosis.place_interval.low[p.item], diagnosis.place_interval.high[p.item]
        axes.plot(ends, [row, row], color=colour, linewidth=5, alpha=0.45, solid_capstyle="round")
        axes.plot(p.rank, row, "o", color=colour, markersize=8)
        axes.annotate(percent(float(diagnosis.top_three[p.item]), 0, lang), (1, row),
                      xycoords=("axes fraction", "data"), xytext=(6, 0),
                      textcoords="offset points", va="center", fontsize=9, color=INK,
                      annotation_clip=False)  # fmt: skip
    labels = [short_label(items[p.item].label(lang)) for p in diagnosis.priorities]
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(0.5, len(items) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(translate("Place in the order of priorities", lang), color=INK)
    return figure
