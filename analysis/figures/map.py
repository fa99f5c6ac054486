"""The territory at the end: where firms are, what they make, whom they rely on."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from analysis.style import COLOURS, GREY, INK, LINE, finish, sheet
from analysis.summary import spoken
from experiments.run_folder import Run
from simulation.language import date_of, number, percent, translate

NEEDS = ("firms",)
MOST_FIRMS = 5000
_TRUSTED = 0.5
_NAMED = 5


def draw(run: Run) -> bytes | None:
    """A dot per firm, coloured by what it makes, as large as its people; a line per trusted tie."""
    firms, ties = run.firms, run.ties
    if firms.empty or len(firms) > MOST_FIRMS:
        return None
    figure, (axis,) = sheet(7.4)
    axis.set_axis_off()
    axis.set_aspect("equal")
    at = firms.set_index("id")[["x", "y"]]
    trusted = ties[ties["trust"] >= _TRUSTED] if len(ties) else ties
    for joint, colour, width in ((False, LINE, 0.8), (True, INK, 1.1)):
        shown = trusted[trusted["joint"] == joint] if len(trusted) else trusted
        if len(shown):
            ends = np.stack([at.loc[shown["a"]].to_numpy(), at.loc[shown["b"]].to_numpy()], axis=1)
            axis.add_collection(
                LineCollection(list(ends), colors=colour, linewidths=width, zorder=1)
            )
    named = list(firms["product"].value_counts().index[:_NAMED])
    for product, colour in [*zip(named, COLOURS, strict=False), (None, GREY)]:
        chosen = firms["product"] == product if product else ~firms["product"].isin(named)
        own = firms[chosen]
        size = 9 * (1 + own["collaborators"].to_numpy())
        axis.scatter(own["x"], own["y"], s=size, color=colour, edgecolor="white", lw=0.4, zorder=2)
    _legend(axis, named, firms)
    axis.set_xlim(-0.02, 1.02)
    axis.set_ylim(-0.02, 1.02)
    alone = 1 - len(set(trusted["a"]) | set(trusted["b"])) / len(firms) if len(trusted) else 1.0
    title = translate(
        "In {date}, {firms} firms; {alone} of them rely on nobody here",
        date=date_of(run.when(max(0, run.manifest.months - 1))),
        firms=number(len(firms)),
        alone=percent(alone),
    )
    note = translate(
        "A dot is a firm, as large as its people; a pale line a relation of trust, a dark one "
        "with joint projects."
    )
    return finish(figure, run, title, note)


def _legend(axis: Axes, named: list[str], firms: pd.DataFrame) -> None:
    """The products' names in their colours, beside the map."""
    counted = firms["product"].value_counts()
    rest = len(firms) - int(counted[named].sum())
    lines = [(spoken(name), int(counted[name]), c) for name, c in zip(named, COLOURS, strict=False)]
    if rest:
        lines.append((translate("other"), rest, GREY))
    for row, (words, count, colour) in enumerate(lines):
        axis.text(1.04, 0.97 - 0.06 * row, f"{words} ({number(count)})", color=colour, va="top")
