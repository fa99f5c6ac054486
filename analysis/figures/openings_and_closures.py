"""How many firms opened and closed each year, and why they closed."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator

from analysis.style import BLUE, GREY, INK, ORANGE, PURPLE, RED, finish, headline, sheet
from experiments.run_folder import Run
from simulation.language import msg, number, translate

NEEDS = ("firms",)
_CAUSES = (
    (1, msg("no money left"), RED),
    (2, msg("the owner's choice"), ORANGE),
    (3, msg("retirement without a successor"), PURPLE),
)


def draw(run: Run) -> bytes | None:
    """Openings upwards, closures downwards by cause, one bar a year."""
    events = run.events[(run.events["month"] >= 0) & ~run.events["twin"]]
    years = run.manifest.months // 12
    if events.empty or years < 1:
        return None
    events = events.assign(year=events["month"] // 12)
    events = events[events["year"] < years]
    first = run.manifest.start.year
    figure, (axis,) = sheet(4.6)
    at = first + np.arange(years)
    opened = _per_year(events[events["kind"] == "founded"]["year"], years)
    axis.bar(at, opened, color=BLUE, width=0.8)
    below = np.zeros(years)
    closed = events[events["kind"] == "closed"]
    for cause, _, colour in _CAUSES:
        gone = _per_year(closed[closed["value"] == cause]["year"], years)
        axis.bar(at, -gone, bottom=-below, color=colour, width=0.8)
        below += gone
    axis.axhline(0, color=INK, linewidth=0.8)
    high, low = max(opened.max(), 1), max(below.max(), 1)
    axis.set_ylim(-low * 1.25, high * 1.25)
    axis.set_xlim(first - 0.8, first + years - 0.2)
    axis.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axis.yaxis.set_major_formatter(lambda value, _: number(abs(value)))
    headline(axis, "", translate("firms per year"))
    x = 0.01
    axis.text(x, 0.97, translate("opened"), color=BLUE, transform=axis.transAxes, va="top")
    figure.canvas.draw()
    parts = [(translate("closed:"), GREY)] + [(translate(name), c) for _, name, c in _CAUSES]
    for words, colour in parts:
        text = axis.text(x, 0.03, words, color=colour, transform=axis.transAxes, va="bottom")
        box = text.get_window_extent().transformed(axis.transAxes.inverted())
        x = box.x1 + 0.025
    title = translate(
        "{opened} firms opened and {closed} closed in {years} years",
        opened=number(opened.sum()),
        closed=number(below.sum()),
        years=number(years),
    )
    return finish(figure, run, title)


def _per_year(years: object, count: int) -> np.ndarray:
    return np.bincount(np.asarray(years, dtype=int), minlength=count).astype(float)
