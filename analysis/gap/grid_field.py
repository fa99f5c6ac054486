"""The four cells in which items stand, priority crossed with consensus, for two figures."""

from __future__ import annotations

from matplotlib.axes import Axes

from analysis.gap.names import VERDICTS
from analysis.gap.panel import VERDICT_COLOURS
from analysis.style import GREY, INK
from simulation.instruments.priorities import CONSENSUS_LINE
from simulation.language import translate

RIGHT = 1.3


def draw_cells(
    axes: Axes, scores: list[float], consensus: list[float], line: float, lang: str
) -> float:
    """Set the limits around these points, colour and name the cells; return the height's span."""
    low, high = min([*scores, line]), max([*scores, line])
    span = max(high - low, 1.0)
    low, high = low - 0.16 * span, high + 0.16 * span
    left = min(-0.25, min(consensus) - 0.15)
    axes.set(xlim=(left, RIGHT), ylim=(low, high))
    axes.grid(False)
    corners = {"negotiate": (left, high), "act": (CONSENSUS_LINE, high),
               "watch": (left, low), "wait": (CONSENSUS_LINE, low)}  # fmt: skip
    for name, (x, edge) in corners.items():
        end = RIGHT if x == CONSENSUS_LINE else CONSENSUS_LINE
        axes.fill_between([x, end], line, edge, color=VERDICT_COLOURS[name], alpha=0.08,
                          linewidth=0)  # fmt: skip
        at_top = name in {"act", "negotiate"}
        axes.annotate(translate(VERDICTS[name], lang), (x, edge),
                      xytext=(8, -8 if at_top else 8), textcoords="offset points", fontsize=15,
                      weight="bold", color=VERDICT_COLOURS[name],
                      va="top" if at_top else "bottom")  # fmt: skip
    axes.axhline(line, color=GREY, linewidth=1)
    axes.axvline(CONSENSUS_LINE, color=GREY, linewidth=1)
    axes.set_xticks([left + 0.02, CONSENSUS_LINE, 1.0],
                    [translate("camps", lang), "", translate("everyone alike", lang)])  # fmt: skip
    axes.xaxis.get_majorticklabels()[0].set_horizontalalignment("left")
    axes.set_yticks([])
    axes.set_xlabel(translate("Agreement between respondents (van der Eijk's A)", lang), color=INK)
    axes.set_ylabel(translate("Priority (importance × gap)", lang), color=INK)
    return span
