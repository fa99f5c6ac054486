"""The pair as a picture for a document: four quantities, with and without, caption below.

Shapes: M months of the story.
"""

from __future__ import annotations

import threading
from datetime import date
from importlib.metadata import version
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.style import BLUE, GREY, INK, compose, headline, label_ends, sheet
from experiments.live.charts import CHARTS, HEADLINE, sentence
from experiments.live.languages import titled
from experiments.live.pair import Pair
from simulation.declarations import METRICS
from simulation.language import speaking, translate

_DRAWING = threading.Lock()
DIGITS = {chart.metric: chart.digits for chart in CHARTS}


def picture(pair: Pair, lang: str, kind: str = "png", *, titled: bool = True) -> bytes:
    """The four quantities of the headline; `kind` is png or svg."""
    with _DRAWING, speaking(lang):
        figure, axes = sheet(height=6.4, rows=2, columns=2)
        names = {chart.metric: chart.name for chart in CHARTS}
        for axis, metric in zip(axes, HEADLINE, strict=True):
            _panel(axis, pair, metric)
            headline(axis, translate(names[metric]), translate(METRICS[metric].unit))
        title = sentence(pair)[lang] if titled else ""
        return compose(figure, title, caption(pair, lang), kind)


def caption(pair: Pair, lang: str) -> str:
    """What the numbers come from: territory, programme, seed, version."""
    with speaking(lang):
        there, here = pair.arms.there.short, pair.arms.here.short
    return translate(
        "{context}, programme «{programme}», seed {seed}, {firms} firms, tessuto {version}. Black: "
        "{there}, blue: {here}, the same draws of chance. Two possible histories, not a forecast.",
        lang,
        there=there,
        here=here,
        context=titled(pair.scenario.title, pair.scenario.name)[lang],
        programme=titled(pair.plan.title, pair.plan.name)[lang],
        seed=pair.configuration.seed,
        firms=pair.scenario.firms,
        version=version("tessuto"),
    )


def _panel(axis: Axes, pair: Pair, metric: str) -> None:
    """One quantity in both worlds, the gap shaded, a dashed line where a threat strikes."""
    there = pair.without.values[metric].to_numpy(dtype=float)
    here = pair.accompanied.values[metric].to_numpy(dtype=float)
    when: Any = [pair.when(month) for month in range(len(there))]
    axis.fill_between(when, there, here, color=BLUE, alpha=0.15, linewidth=0)
    axis.plot(when, there, color=INK, linewidth=1.8)
    axis.plot(when, here, color=BLUE, linewidth=1.8)
    for _, month in pair.threats:
        if 0 <= month < len(there):
            struck: Any = pair.when(month)
            axis.axvline(struck, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
    last: Any = when[-1]
    ends = [(last, _last(there), pair.arms.there.short, INK),
            (last, _last(here), pair.arms.here.short, BLUE)]  # fmt: skip
    label_ends(axis, [each for each in ends if np.isfinite(each[1])])
    if DIGITS[metric] == 0:
        axis.yaxis.set_major_locator(MaxNLocator(integer=True, nbins="auto", steps=[1, 2, 5, 10]))
    _margin(axis, when[0], when[-1])


def _margin(axis: Axes, first: date, last: date) -> None:
    """Room at the right for the curves' names."""
    end: Any = date.fromordinal(last.toordinal() + (last - first).days // 6)
    start: Any = first
    axis.set_xlim(start, end)


def _last(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known[-1]) if known.size else float("nan")
