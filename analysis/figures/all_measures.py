"""Everything that is measured, one small panel each, over the same years."""

from __future__ import annotations

import math

from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from analysis.style import BLUE, GREY, finish, headline, mark_threats, sheet
from experiments.run_folder import Run
from simulation.language import ntranslate, translate

NEEDS = ("firms",)
COLUMNS = 3


def draw(run: Run) -> bytes | None:
    """A grid of panels, in the order of the metrics' labels."""
    names = [name for name in run.manifest.metrics if run.has(name)]
    names = [name for name in names if run.story[name].notna().any()]
    if not names:
        return None
    names.sort(key=lambda name: translate(run.manifest.metrics[name].label))
    rows = math.ceil(len(names) / COLUMNS)
    figure, panels = sheet(1.1 + 1.75 * rows, rows=rows, columns=COLUMNS)
    for axis, name in zip(panels, names, strict=False):
        meaning = run.manifest.metrics[name]
        if run.has(f"twin.{name}"):
            axis.plot(run.story["date"], run.story[f"twin.{name}"], color=GREY, linewidth=1)
        axis.plot(run.story["date"], run.story[name], color=BLUE, linewidth=1.3)
        axis.margins(x=0)
        if run.story[name].min() >= 0:
            axis.set_ylim(bottom=0)
        locator = AutoDateLocator(minticks=2, maxticks=5)
        axis.xaxis.set_major_locator(locator)
        axis.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
        axis.tick_params(labelsize=7)
        headline(axis, translate(meaning.label), translate(meaning.unit), size=8.5)
        mark_threats(axis, run, named=False)
    for axis in panels[len(names) :]:
        axis.set_visible(False)
    title = ntranslate("One measure of one history", "{n} measures of one history", len(names))
    notes = [translate("Dashed: a shock.")] if run.manifest.threats else []
    if run.manifest.twin:
        notes.append(translate("Grey: the twin without the shock."))
    return finish(figure, run, title, " ".join(notes))
