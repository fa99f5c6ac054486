"""The headline's quantity through the months: each arm's mean, and four histories in five."""

from __future__ import annotations

from textwrap import shorten

import numpy as np

from analysis.amounts import amount
from analysis.report import svg
from analysis.report.answer import Course
from analysis.report.titles import Titles
from analysis.style import GREY, INK, PALE
from simulation.language import number, translate

LEFT, RIGHT, TOP, BOTTOM = 36.0, 300.0, 16.0, 190.0
YEAR = 12
APART = 12.0
LETTERS = 16
MOST_ARMS = 6


def draw_course(courses: list[Course], titles: Titles, label: str) -> str:
    """The figure: the first arm in grey with its band, the others in their colours."""
    shown = [each for each in courses if len(each.mean) > 1 and np.isfinite(each.mean).all()]
    shown = shown[:MOST_ARMS]
    if not shown:
        return ""
    months = max(len(each.mean) for each in shown)
    lows, highs = (np.nanmin([each.low.min() for each in shown]),
                   np.nanmax([each.high.max() for each in shown]))  # fmt: skip
    room = 0.05 * ((highs - lows) or 1.0)
    low, high = float(lows - room), float(highs + room)

    def at(month: float, value: float) -> tuple[float, float]:
        x = LEFT + month / (months - 1) * (RIGHT - LEFT)
        return x, BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)

    parts = []
    for tick in svg.ticks(low, high):
        y = at(0, tick)[1]
        parts += [svg.line(LEFT, y, RIGHT, y, colour=PALE),
                  svg.text(LEFT - 4, y + 3.5, amount(tick), size=svg.SMALL, colour=GREY,
                           anchor="end")]  # fmt: skip
    step = YEAR * max(1, round(months / YEAR / 5))
    for month in range(0, months, step):
        x = at(month, low)[0]
        parts.append(svg.text(x, BOTTOM + 13, number(month // YEAR), size=svg.SMALL, colour=GREY,
                              anchor="middle"))  # fmt: skip
    parts.append(svg.text(RIGHT, BOTTOM + 25, translate("years"), size=svg.SMALL, colour=GREY,
                          anchor="end"))  # fmt: skip
    for place, each in enumerate(shown):
        colour = _colour(place)
        upper = [at(m, v) for m, v in enumerate(each.high)]
        lower = [at(m, v) for m, v in enumerate(each.low)]
        parts.append(svg.area(upper, lower, colour=colour, opacity=0.18 if place == 0 else 0.08))
        parts.append(svg.curve([at(m, v) for m, v in enumerate(each.mean)], colour=colour))
    parts += _labels(titles, shown, at)
    return svg.figure(parts, BOTTOM + 30, label)


def _labels(titles: Titles, shown: list[Course], at: object) -> list[str]:
    """Names at the ends of the curves, moved apart where they would collide."""
    ends = sorted(
        (at(len(each.mean) - 1, float(each.mean[-1]))[1], place, each)  # type: ignore[operator]
        for place, each in enumerate(shown)
    )  # fmt: skip
    parts, last = [], float("-inf")
    for y, place, each in ends:
        last = max(y, last + APART)
        name = titles.arm(each.arm) if each.arm else translate("mean")
        short = shorten(name, LETTERS, placeholder="…")
        if place:
            parts.append(svg.marker(RIGHT + 6, last - 1, place - 1, size=3))
        parts.append(svg.text(RIGHT + 13, last + 2.5, short, size=svg.SMALL, colour=INK))
    return parts


def _colour(place: int) -> str:
    return GREY if place == 0 else svg.colour_of(place - 1)
