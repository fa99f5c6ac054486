"""What an answer hangs on: a bar per assumption with its interval, the ten that matter most."""

from __future__ import annotations

from textwrap import wrap

from analysis.amounts import fixed
from analysis.report import svg
from analysis.report.titles import Titles
from analysis.report.what_matters import Matters
from analysis.style import BLUE, GREY, INK
from simulation.language import translate

MOST = 10
LEFT, RIGHT = 8.0, 340.0
ROW, LINE = 28.0, 12.0
LETTERS = 70
"""What a line of a label holds."""


def draw_indices(matters: Matters, titles: Titles) -> str:
    """The figure, or nothing where no index could be worked out."""
    if matters.indices is None:
        return ""
    shown = matters.indices.of(matters.kind)[:MOST]
    high = max([each.high for each in shown] + [1e-12])
    y, parts = 4.0, []
    for each in shown:
        y += ROW - LINE
        for words in wrap(titles.factor(each.factor), LETTERS):
            y += LINE
            parts.append(svg.text(LEFT, y - 10, words, size=svg.SMALL, colour=INK))
        wide = max(0.0, each.value) / high * (RIGHT - LEFT)
        parts.append(svg.rectangle(LEFT, y - 6, wide, 8, colour=BLUE, opacity=0.85))
        ends = [LEFT + max(0.0, v) / high * (RIGHT - LEFT) for v in (each.low, each.high)]
        parts.append(svg.line(ends[0], y - 2, ends[1], y - 2, colour=INK, width=1.4))
        parts.append(svg.text(svg.WIDTH - 2, y + 1, fixed(each.value, 2), size=svg.SMALL,
                              colour=GREY, anchor="end"))  # fmt: skip
    return svg.figure(parts, y + 8, translate("What matters most"))
