"""Priority crossed with consensus, each item named where it stands."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.names import VERDICTS
from analysis.gap.panel import VERDICT_COLOURS, VERDICT_MARKS, sheet, short_label
from analysis.gap.point_labels import label_points
from analysis.style import GREY, INK
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.priorities import CONSENSUS_LINE
from simulation.language import translate


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """Items by agreement (across) and importance x gap (up)."""
    shown = [p for p in diagnosis.priorities if np.isfinite(p.consensus)]
    if not shown:
        return None
    figure, axes = sheet(
        translate("What to do first, and what to talk about first", lang),
        6.6,
        translate("Number = place in the order. Hollow: near the line between high and low "
                  "priority.", lang),
    )  # fmt: skip
    line = float(np.nanmean(diagnosis.score))
    scores = [p.score for p in shown]
    low, high = min([*scores, line]), max([*scores, line])
    span = max(high - low, 1.0)
    low, high = low - 0.16 * span, high + 0.16 * span
    left = min(-0.25, min(p.consensus for p in shown) - 0.15)
    right = 1.3
    axes.set(xlim=(left, right), ylim=(low, high))
    axes.grid(False)
    corners = {"negotiate": (left, high, line), "act": (CONSENSUS_LINE, high, line),
               "watch": (left, line, low), "wait": (CONSENSUS_LINE, line, low)}  # fmt: skip
    for name, (x, top, bottom) in corners.items():
        end = right if x == CONSENSUS_LINE else CONSENSUS_LINE
        axes.fill_between(
            [x, end], bottom, top, color=VERDICT_COLOURS[name], alpha=0.08, linewidth=0
        )
        at_top = name in {"act", "negotiate"}
        axes.annotate(translate(VERDICTS[name], lang), (x, top if at_top else bottom),
                      xytext=(8, -8 if at_top else 8), textcoords="offset points", fontsize=15,
                      weight="bold", color=VERDICT_COLOURS[name],
                      va="top" if at_top else "bottom")  # fmt: skip
    axes.axhline(line, color=GREY, linewidth=1)
    axes.axvline(CONSENSUS_LINE, color=GREY, linewidth=1)
    for p in shown:
        colour = VERDICT_COLOURS[p.verdict]
        face = "white" if p.near_line else colour
        axes.plot(p.consensus, p.score, VERDICT_MARKS[p.verdict], markersize=8, color=colour,
                  markerfacecolor=face, markeredgewidth=1.8)  # fmt: skip
    axes.set_xticks([left + 0.02, CONSENSUS_LINE, 1.0],
                    [translate("camps", lang), "", translate("everyone alike", lang)])  # fmt: skip
    axes.xaxis.get_majorticklabels()[0].set_horizontalalignment("left")
    axes.set_yticks([])
    axes.set_xlabel(translate("Agreement between respondents (van der Eijk's A)", lang), color=INK)
    axes.set_ylabel(translate("Priority (importance × gap)", lang), color=INK)
    items = diagnosis.survey.items
    label_points(
        figure,
        axes,
        [(p.consensus, p.score) for p in shown],
        [f"{p.rank}. {short_label(items[p.item].label(lang), 40)}" for p in shown],
        9,
    )
    return figure
