"""The arms through time: mean and band of the seeds, the gap to the first arm shaded."""

from __future__ import annotations

import math
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

from analysis.comparison.differences import Difference
from analysis.comparison.words import amount, title_of, widest
from analysis.style import BLUE, GREEN, GREY, INK, RED, compose, headline, sheet
from experiments.comparison import Comparison
from experiments.run_folder import Described
from simulation.language import ntranslate, number, translate

ROWS_AT_MOST = 3
LOW, HIGH = 0.1, 0.9
NARROW = 30
"""Letters of a panel's title on one line: more would run into the next panel."""


def draw_arms(comparison: Comparison, found: list[Difference], outcome: str) -> bytes:
    """One small panel per arm: grey the first arm, in colour this one, the gap between shaded."""
    others = list(range(1, len(comparison.arms)))
    columns = min(ROWS_AT_MOST, len(others))
    rows = math.ceil(len(others) / columns)
    figure, panels = sheet(1.5 + 2.5 * rows, rows=rows, columns=columns)
    column = list(comparison.outcomes).index(outcome)
    meaning = comparison.outcomes[outcome]
    at = date2num([comparison.when(month) for month in range(comparison.months)])
    shown = comparison.values[:, :, :, column]
    low, high = np.nanmin(_bands(shown)), np.nanmax(_bands(shown))
    room = 0.08 * (high - low or 1.0)
    first = _mean(shown[0])
    for axis, arm in zip(panels, others, strict=False):
        mean = _mean(shown[arm])
        band = np.nanquantile(shown[arm], [LOW, HIGH], axis=0)
        end = next(
            (d for d in found if (d.arm, d.outcome, d.moment) == (arm, outcome, "end")), None
        )
        colour = RED if end and end.harm else GREEN if end and end.gain else BLUE
        axis.fill_between(at, *band, color=colour, alpha=0.10, linewidth=0)
        axis.fill_between(at, first, mean, color=colour, alpha=0.35, linewidth=0)
        axis.plot(at, first, color=GREY, linewidth=1.2)
        axis.plot(at, mean, color=colour, linewidth=1.6)
        axis.set_ylim(low - room, high + room)
        axis.set_xlim(at[0], at[-1])
        locator = AutoDateLocator(minticks=2, maxticks=5)
        axis.xaxis.set_major_locator(locator)
        axis.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
        headline(axis, fill(title_of(comparison.arms[arm]), NARROW), _told(end), size=9)
        _mark(axis, comparison, arm)
    for axis in panels[len(others) :]:
        axis.set_visible(False)
    title = translate("{label} under {n} programmes", label=translate(meaning.label),
                      n=number(len(comparison.arms)))  # fmt: skip
    return compose(figure, title, _caption(comparison, meaning))


def _caption(comparison: Comparison, meaning: Described) -> str:
    """How to read the panels: only signs that are drawn in them."""
    said = translate(
        "In {unit}. Grey: {first}. In colour: the programme, mean of {histories} (eight in ten lie "
        "in the pale band), the gap to grey filled.",
        unit=translate(meaning.unit), first=title_of(comparison.arms[0]),
        histories=ntranslate("{n} history", "{n} histories", len(comparison.seeds)),
    )  # fmt: skip
    if meaning.better:
        said += " " + translate("Green: better at the end, orange: worse, blue: not clear.")
    begun = [arm for arm in comparison.arms[1:] if arm.programme.get("actions")
             and 0 <= arm.start < comparison.months]  # fmt: skip
    left = [arm for arm in begun if arm.exit is not None and 0 <= arm.exit < comparison.months]
    if left:
        said += " " + translate("Thin lines: it begins, its facilitator leaves.")
    elif begun:
        said += " " + translate("Thin line: it begins.")
    if _strikes(comparison):
        said += " " + translate("Dashed: a shock.")
    return said + " " + translate(
        "{context}, {firms}, tessuto {version}. Possible histories, not forecasts.",
        context=comparison.context, version=comparison.version,
        firms=ntranslate("{n} firm", "{n} firms", comparison.firms),
    )  # fmt: skip


def _strikes(comparison: Comparison) -> list[int]:
    """The months in which a threat strikes, of those that are drawn."""
    return [month for _, month in comparison.threats if 0 <= month < comparison.months]


def _told(end: Difference | None) -> str:
    """What the arm changed by the end, with the decimals that its interval asks for."""
    if end is None or not end.paired.pairs:
        return ""
    paired, spread = end.paired, widest(end.paired)
    if paired.ties == paired.pairs:
        return translate("the same in every pair")
    said = amount(paired.mean, spread)
    if math.isfinite(paired.low):
        said += f" [{amount(paired.low, spread)}; {amount(paired.high, spread)}]"
    word = translate("better") if end.better else translate("more")
    return f"{said}, {word} {paired.better}/{paired.pairs}"


def _mark(axis: Axes, comparison: Comparison, arm: int) -> None:
    """Where the programme begins and its facilitator leaves; dashed where a threat strikes."""
    one = comparison.arms[arm]
    acts = bool(one.programme.get("actions"))
    marks = [one.start, one.exit] if acts else []
    for month in marks:
        if month is not None and 0 <= month < comparison.months:
            axis.axvline(date2num(comparison.when(month)), color=INK, linewidth=0.7)
    for month in _strikes(comparison):
        axis.axvline(date2num(comparison.when(month)), color=GREY, linewidth=1,
                     linestyle=(0, (4, 3)))  # fmt: skip


def _bands(shown: np.ndarray) -> np.ndarray:
    known = shown[:, np.isfinite(shown).all(axis=(0, 2))]
    bands: np.ndarray = np.nanquantile(known if known.size else shown, [LOW, HIGH], axis=1)
    return bands


def _mean(runs: np.ndarray) -> np.ndarray:
    known = np.isfinite(runs)
    total = np.where(known, runs, 0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(1, known.sum(axis=0)), np.nan)
