"""Each arm's effect with its interval, context by context: a line each, zero in the middle."""

from __future__ import annotations

import math

from analysis.amounts import signed
from analysis.report import svg
from analysis.report.effects import Effect
from analysis.report.titles import Titles, outcome_unit
from analysis.style import GREY, INK
from experiments.store.kept_study import KeptStudy
from simulation.language import number, translate

MOST = 30
LEFT, RIGHT = 8.0, 318.0
EDGE = 50.0
ROW, GAP = 25.0, 8.0


def draw_effects(kept: KeptStudy, found: list[Effect], titles: Titles) -> str:
    """The figure; beyond thirty lines the rest is left to the table."""
    shown = [each for each in found if each.paired.pairs][:MOST]
    if not shown:
        return ""
    low, high = _ends(shown)
    top = 20.0
    y, parts, context = top, [], ""
    arms = list(dict.fromkeys(each.arm for each in found))
    several = len(arms) > 1
    for each in shown:
        if several and each.context != context:
            y += GAP + 13
            parts.append(svg.text(LEFT, y - 4, titles.context(each.context), bold=True))
            context = each.context
        name = titles.arm(each.arm) if several else titles.context(each.context)
        y += ROW
        parts += _row(each, name, y, low, high, arms.index(each.arm))
    y += 10
    words = [signed(tick, high - low) for tick in svg.ticks(low, high)]
    frame = svg.axis(low, high, LEFT, RIGHT, y, words, top)
    zero = _x(0.0, low, high)
    frame.append(svg.line(zero, top, zero, y, colour=GREY, width=1.4))
    often = translate("better in") if shown[0].better else translate("higher in")
    head = [
        svg.text(max(LEFT, zero), 12, translate("no difference"), size=svg.SMALL, colour=GREY,
                 anchor="start" if zero < EDGE else "middle" if zero < RIGHT - EDGE else "end"),
        svg.text(svg.WIDTH - 2, 12, often, size=svg.SMALL, colour=GREY, anchor="end"),
    ]  # fmt: skip
    unit = svg.text(LEFT, y + 26, outcome_unit(kept, shown[0].outcome), size=svg.SMALL, colour=GREY)
    return svg.figure([*frame, *head, *parts, unit], y + 32, translate("Effects, one line each"))


def _row(each: Effect, name: str, y: float, low: float, high: float, arm: int) -> list[str]:
    at, pair = _x(each.paired.mean, low, high), each.paired
    colour = svg.colour_of(arm)
    parts = [svg.text(LEFT, y - 8, name, size=svg.SMALL + 0.5, colour=INK)]
    if math.isfinite(pair.low):
        ends = (_x(pair.low, low, high), _x(pair.high, low, high))
        parts.append(svg.line(ends[0], y, ends[1], y, colour=colour, width=3))
    parts.append(svg.marker(at, y, arm))
    told = translate("{n} of {pairs}", n=number(pair.better), pairs=number(pair.pairs))
    parts.append(svg.text(svg.WIDTH - 2, y + 4, told, size=svg.SMALL + 0.5, anchor="end",
                          bold=bool(pair.clear)))  # fmt: skip
    return parts


def _ends(shown: list[Effect]) -> tuple[float, float]:
    values = [0.0]
    for each in shown:
        values += [v for v in (each.paired.mean, each.paired.low, each.paired.high)
                   if math.isfinite(v)]  # fmt: skip
    low, high = min(values), max(values)
    room = 0.06 * (high - low or 1.0)
    return low - room, high + room


def _x(value: float, low: float, high: float) -> float:
    return LEFT + (value - low) / (high - low) * (RIGHT - LEFT)
