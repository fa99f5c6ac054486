"""Where something happens: for each assumption its whole range, and the part inside the box."""

from __future__ import annotations

import pandas as pd

from analysis.amounts import amount
from analysis.report import svg
from analysis.report.titles import Titles
from analysis.statistics.scenario_discovery import Box, Range
from analysis.style import GREY, INK, LINE, RED

LEFT, RIGHT = 8.0, 392.0
ROW = 40.0


def draw_box(box: Box, points: pd.DataFrame, titles: Titles, label: str) -> str:
    """The figure: only the assumptions that the box narrows."""
    y, parts = 0.0, []
    for each in box.ranges:
        y += ROW
        parts.append(svg.text(LEFT, y - 22, titles.factor(each.factor), size=svg.SMALL, colour=INK))
        parts += _names(each, y, titles) if each.names else _range(each, y, points)
    return svg.figure(parts, y + 8, label) if parts else ""


def _range(each: Range, y: float, points: pd.DataFrame) -> list[str]:
    low, high = float(points[each.factor].min()), float(points[each.factor].max())
    begin = low if each.at_least is None else each.at_least
    end = high if each.at_most is None else each.at_most

    def x(value: float) -> float:
        return LEFT + (value - low) / ((high - low) or 1.0) * (RIGHT - LEFT)

    style = {"dash": "4 3"} if each.by_chance else {}
    return [
        svg.line(LEFT, y - 12, RIGHT, y - 12, colour=LINE, width=2),
        svg.line(x(begin), y - 12, x(end), y - 12, colour=RED, width=6, **style),
        svg.text(x(begin), y + 1, amount(begin), size=svg.SMALL, colour=INK,
                 anchor="end" if x(begin) > RIGHT - 40 else "start"),
        svg.text(x(end), y + 1, amount(end), size=svg.SMALL, colour=INK,
                 anchor="start" if x(end) < LEFT + 40 else "end"),
    ] if x(end) - x(begin) > 60 else [
        svg.line(LEFT, y - 12, RIGHT, y - 12, colour=LINE, width=2),
        svg.line(x(begin), y - 12, x(end), y - 12, colour=RED, width=6, **style),
        svg.text((x(begin) + x(end)) / 2, y + 1, f"{amount(begin)} – {amount(end)}",
                 size=svg.SMALL, colour=INK, anchor="middle"),
    ]  # fmt: skip


def _names(each: Range, y: float, titles: Titles) -> list[str]:
    told = ", ".join(titles.value(each.factor, name) for name in each.names)
    return [svg.text(LEFT, y - 8, told, size=svg.USUAL, colour=RED if not each.by_chance else GREY)]
