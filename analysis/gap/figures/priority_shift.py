"""Where each item stood in one round and stands in the next: priority crossed with consensus.

Source: after the Delphi method, in which people answer again knowing what the others said; the
arrow is what the round changed, its length no measure of truth.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.gap.grid_field import draw_cells
from analysis.gap.panel import (
    ROOM_HEIGHT,
    ROOM_LETTERS,
    VERDICT_COLOURS,
    VERDICT_MARKS,
    sheet,
    short_label,
)
from analysis.gap.point_labels import label_points
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.priorities import Priority
from simulation.language import translate

STILL = 0.02


def draw_shift(before: Diagnosis, after: Diagnosis, lang: str) -> Figure | None:
    """Items by agreement (across) and importance x gap (up), an arrow from the first round."""
    old, items = _by_item(before), after.survey.items
    shown = [
        (old[items[p.item].item_id], p)
        for p in after.priorities
        if np.isfinite(p.consensus) and items[p.item].item_id in old
    ]
    if not shown:
        return None
    figure, axes = sheet(
        translate("What the second look changed", lang),
        ROOM_HEIGHT,
        translate("From the pale mark (before) to the full one (now). Lines: those of now.", lang),
    )
    both = [p for pair in shown for p in pair]
    line = float(np.nanmean(after.score))
    span = draw_cells(axes, [p.score for p in both], [p.consensus for p in both], line, lang)
    for former, now in shown:
        _moved(axes, former, now, span)
    label_points(
        figure,
        axes,
        [(p.consensus, p.score) for _, p in shown],
        [f"{p.rank}. {short_label(items[p.item].label(lang), 50)}" for _, p in shown],
        ROOM_LETTERS,
    )
    return figure


def _moved(axes: Axes, former: Priority, now: Priority, span: float) -> None:
    """One item: where it stood, pale; where it stands; an arrow when that is elsewhere."""
    start, end = (former.consensus, former.score), (now.consensus, now.score)
    axes.plot(*start, VERDICT_MARKS[former.verdict], markersize=7, alpha=0.35,
              color=VERDICT_COLOURS[former.verdict])  # fmt: skip
    if abs(start[0] - end[0]) + abs(start[1] - end[1]) / span > STILL:
        arrow = {"arrowstyle": "-|>", "color": VERDICT_COLOURS[now.verdict], "linewidth": 1.6,
                 "alpha": 0.7}  # fmt: skip
        axes.annotate("", end, start, arrowprops=arrow)
    axes.plot(*end, VERDICT_MARKS[now.verdict], markersize=8, color=VERDICT_COLOURS[now.verdict])


def _by_item(diagnosis: Diagnosis) -> dict[str, Priority]:
    return {
        diagnosis.survey.items[p.item].item_id: p
        for p in diagnosis.priorities
        if np.isfinite(p.consensus)
    }
