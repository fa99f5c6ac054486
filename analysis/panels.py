"""Several measures of one run, a small panel each, over the same years."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from analysis.style import BLUE, GREY, finish, headline, mark_programme, mark_threats, sheet
from experiments.run_folder import Run
from simulation.language import number, percent, translate

COLUMNS = 3


def draw_panels(run: Run, names: Sequence[str], title: str) -> bytes | None:
    """A grid of panels in the order of `names`, those that the run measured; None without any.

    Each panel's heading gives the first and the last value; grey is the twin, if there is one.
    """
    names = [name for name in names if run.has(name) and run.story[name].notna().any()]
    if not names:
        return None
    rows = math.ceil(len(names) / COLUMNS)
    figure, panels = sheet(1.1 + 2.0 * rows, rows=rows, columns=COLUMNS)
    for axis, name in zip(panels, names, strict=False):
        meaning = run.manifest.metrics[name]
        seen = run.story[name]
        if run.has(f"twin.{name}"):
            axis.plot(run.story["date"], run.story[f"twin.{name}"], color=GREY, linewidth=1)
        axis.plot(run.story["date"], seen, color=BLUE, linewidth=1.4)
        axis.set_xlim(run.story["date"].iloc[0], run.story["date"].iloc[-1])
        if seen.min() >= 0:
            axis.set_ylim(0, max(axis.get_ylim()[1], 1e-9))
        locator = AutoDateLocator(minticks=2, maxticks=5)
        axis.xaxis.set_major_locator(locator)
        axis.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
        axis.tick_params(labelsize=7)
        known = seen.dropna()
        values = " → ".join(_short(known.iloc[end], meaning.unit) for end in (0, -1))
        headline(axis, translate(meaning.label), f"{translate(meaning.unit)}, {values}", size=8.5)
        mark_threats(axis, run, named=False)
        mark_programme(axis, run, named=False)
    for axis in panels[len(names) :]:
        axis.set_visible(False)
    notes = [translate("Dashed: a shock.")] if run.manifest.threats else []
    if run.manifest.done:
        notes.append(translate("Pale band: the programme."))
    if run.manifest.twin:
        notes.append(translate("Grey: the twin without the shock."))
    return finish(figure, run, title, " ".join(notes))


def _short(value: float, unit: str) -> str:
    if unit == "share":
        return percent(value)
    if float(value).is_integer() or abs(value) >= _LARGE:
        return number(value)
    return number(value, 1 if abs(value) >= _MEDIUM else 2 if abs(value) >= 1 else 3)


_LARGE, _MEDIUM = 100, 10
