"""The picture of a docking: the paper's figure, the numbers aimed at in it, its conditions below.

Curves are means over runs with their 95 % intervals; hollow squares are the numbers aimed at. Rows
of other settings than the paper's own have a panel each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.style import COLOURS, GREY, INK, compose, headline, sheet
from experiments.docking.paper import Paper
from experiments.docking.runs import plain, told
from experiments.docking.targets import Level
from simulation.language import number, translate

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = 3
ROOM = 0.14
"""Share of the axis that two marked values are apart at least."""
MOST_PANELS = 9
MOST_LINES = len(COLOURS)
Cell = dict[str, Any]


def draw(docked: Paper, table: pd.DataFrame) -> bytes:
    """Return the picture of a table of runs, as PNG."""
    x, lines = _axes_of(docked, table)
    panels = list(_panels(docked, table, x, lines))[:MOST_PANELS]
    columns = min(COLUMNS, len(panels))
    rows = math.ceil(len(panels) / columns)
    figure, axes = sheet(1.0 + 2.9 * rows, rows=rows, columns=columns)
    for axis, (outcome, differing, part) in zip(axes, panels, strict=False):
        _panel(axis, docked, part, x, lines, outcome, named=bool(lines) and axis is axes[0])
        headline(axis, translate(docked.outcomes[outcome]), told(differing), size=9)
    for axis in axes[len(panels) :]:
        axis.set_visible(False)
    caption = translate(
        "Means of {runs} runs with 95 % intervals; squares: the numbers aimed at, few of them the "
        "paper's own.",
        runs=number(table["run"].nunique()),
    )  # fmt: skip
    return compose(figure, translate(docked.title), caption)


def _axes_of(docked: Paper, table: pd.DataFrame) -> tuple[str, str]:
    """Return what runs along the axis and what parts the curves: the paper's, or what varies."""
    x, lines = docked.picture.x, docked.picture.lines
    varying = [each for each in _settings(docked) if table[each].nunique() > 1]
    if table[x].nunique() < 2:
        numbers = [each for each in varying if each != lines and table[each].dtype.kind in "if"]
        x = numbers[0] if numbers else x
    if not lines or table[lines].nunique() < 2:
        lines = next((each for each in varying if each != x), "") if docked.picture.lines else lines
    return x, lines


def _settings(docked: Paper) -> list[str]:
    return [each.name for each in fields(docked.settings)]


def _panels(
    docked: Paper, table: pd.DataFrame, x: str, lines: str
) -> Iterator[tuple[str, Cell, pd.DataFrame]]:
    """Return outcome, settings unlike the first rows', and rows of each panel."""
    others = [each for each in _settings(docked) if each not in (x, lines)]
    others = [each for each in others if table[each].nunique() > 1]
    first = {each: table[each].iloc[0] for each in others}
    parts = table.groupby(others, sort=False) if others else [((), table)]
    for row, (values, part) in enumerate(parts):
        here = dict(zip(others, values, strict=True))
        differing = {name: value for name, value in here.items() if value != first[name]}
        for outcome in docked.picture.panels if row == 0 else docked.picture.panels[:1]:
            yield outcome, differing, part


def _panel(
    axis: Axes, docked: Paper, part: pd.DataFrame, x: str, lines: str, outcome: str, *, named: bool
) -> None:
    stretched = docked.picture.root and x == docked.picture.x
    if stretched:
        axis.set_xscale("function", functions=(_root, _square))
    groups = list(part.groupby(lines, sort=False)) if lines else [("", part)]
    for colour, (value, rows) in zip(COLOURS * len(groups), groups, strict=False):
        here = rows.groupby(x)[outcome]
        at = np.array(list(here.groups), dtype=float)
        mean = here.mean().to_numpy()
        half = 1.96 * here.std().fillna(0.0).to_numpy() / np.sqrt(here.size().to_numpy())
        axis.fill_between(at, mean - half, mean + half, color=colour, alpha=0.2, linewidth=0)
        axis.plot(
            at, mean, color=colour, linewidth=1.4, marker="o", markersize=2.5, label=plain(value)
        )
        points = _aimed_at(docked, rows, x, outcome)
        axis.plot(
            list(points), list(points.values()), linestyle="", marker="s", markersize=5.5,
            markerfacecolor="none", markeredgecolor=colour if lines else INK,
        )  # fmt: skip
    axis.tick_params(axis="x", labelsize=8, color=GREY)
    axis.set_xlabel(x, fontsize=8, color=INK)
    _mark_values(axis, np.unique(part[x].to_numpy(dtype=float)), _root if stretched else float)
    if named:
        axis.legend(title=lines, fontsize=7, title_fontsize=7, frameon=False, loc="best")


def _root(values: Any) -> Any:
    return np.sign(values) * np.sqrt(np.abs(values))


def _square(values: Any) -> Any:
    return np.sign(values) * np.square(values)


def _mark_values(axis: Axes, values: Any, scale: Callable[[Any], Any]) -> None:
    """Mark as many of the values lived as stand apart."""
    shown = [values[-1]]
    room = ROOM * (scale(values[-1]) - scale(values[0]))
    for value in values[-2::-1]:
        if scale(shown[-1]) - scale(value) >= room:
            shown.append(value)
    axis.set_xticks(shown, [plain(float(value)) for value in shown])


def _aimed_at(docked: Paper, rows: pd.DataFrame, x: str, outcome: str) -> Mapping[float, float]:
    """Return the numbers aimed at along x that hold for the settings of these rows."""
    if (rows["graph"] != rows["graph"].iloc[0]).any() or rows["graph"].iloc[0] == "given":
        return {}
    usual = docked.settings()
    here = {name: rows[name].iloc[0] for name in _settings(docked) if name != x}
    found = {}
    for target in docked.targets:
        if not isinstance(target, Level) or target.outcome != outcome:
            continue
        asked = {name: getattr(usual, name) for name in here} | dict(target.where)
        at = asked.pop(x, None)
        if at is not None and all(asked.get(name) == value for name, value in here.items()):
            found[float(at)] = target.value
    return found
