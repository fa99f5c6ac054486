"""Priority crossed with consensus, each item named where it stands."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.grid_field import draw_cells
from analysis.gap.panel import (
    PAGE_HEIGHT,
    PAGE_LETTERS,
    ROOM_HEIGHT,
    ROOM_LETTERS,
    VERDICT_COLOURS,
    VERDICT_MARKS,
    sheet,
    short_label,
)
from analysis.gap.point_labels import label_points
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import translate


def draw(diagnosis: Diagnosis, lang: str, *, for_a_room: bool = False) -> Figure | None:
    """Items by agreement (across) and importance x gap (up); for a room, in larger letters."""
    shown = [p for p in diagnosis.priorities if np.isfinite(p.consensus)]
    if not shown:
        return None
    figure, axes = sheet(
        translate("What to do first, and what to talk about first", lang),
        ROOM_HEIGHT if for_a_room else PAGE_HEIGHT,
        translate("Number = place in the order. Hollow: near the line between high and low "
                  "priority.", lang),
    )  # fmt: skip
    line = float(np.nanmean(diagnosis.score))
    draw_cells(axes, [p.score for p in shown], [p.consensus for p in shown], line, lang)
    for p in shown:
        colour = VERDICT_COLOURS[p.verdict]
        face = "white" if p.near_line else colour
        axes.plot(p.consensus, p.score, VERDICT_MARKS[p.verdict], markersize=8, color=colour,
                  markerfacecolor=face, markeredgewidth=1.8)  # fmt: skip
    items = diagnosis.survey.items
    label_points(
        figure,
        axes,
        [(p.consensus, p.score) for p in shown],
        [f"{p.rank}. {short_label(items[p.item].label(lang), 50)}" for p in shown],
        ROOM_LETTERS if for_a_room else PAGE_LETTERS,
    )
    return figure
