"""The raw answers by category, for the items that divide most."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.names import category_name
from analysis.gap.panel import STEP_COLOURS, WIDTH, short_label
from analysis.style import GREY, INK
from simulation.instruments.consensus import answer_counts
from simulation.instruments.diagnosis import Diagnosis
from simulation.instruments.groups import SMALLEST_CATEGORY
from simulation.language import percent, translate

PANELS = 4


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """Answers on how things are today, for the four items with the least agreement."""
    survey, view = diagnosis.survey, diagnosis.categories
    items = np.argsort(np.nan_to_num(diagnosis.consensus, nan=2.0), kind="stable")[:PANELS]
    if len(survey.respondents) < 2:
        return None
    figure = Figure(figsize=(WIDTH, 1.5 + 0.36 * (len(view.names) + 1) * 2 + 1.2), dpi=150,
                    facecolor="white", layout="constrained")  # fmt: skip
    panels = figure.subplots((len(items) + 1) // 2, 2, squeeze=False, sharex=True).ravel()
    labels = np.array(survey.categories)
    groups = [("", np.ones(len(labels), dtype=bool))]
    groups += [(name, labels == name) for name in view.names]
    for axes, j in zip(panels, items.tolist(), strict=False):
        for row, (name, members) in enumerate(groups):
            counts = answer_counts(survey.current[members][:, [j]], survey.scale_min, survey.steps)[
                0
            ]
            if counts.sum() < SMALLEST_CATEGORY and name:
                axes.text(0.01, row, translate("fewer than five answers", lang), fontsize=8,
                          color=GREY, va="center")  # fmt: skip
                continue
            left = 0.0
            for k, share in enumerate(counts / max(counts.sum(), 1)):
                colour = STEP_COLOURS[round(k * 4 / (survey.steps - 1))]
                axes.barh(row, share, left=left, color=colour, height=0.75, edgecolor="white",
                          label=f"{survey.scale_min + k:g}" if row == 0 else None)  # fmt: skip
                left += share
        names = [translate("all", lang), *(category_name(name, lang) for name, _ in groups[1:])]
        axes.set_yticks(range(len(groups)), names, fontsize=8.5, color=INK)
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1], [percent(x, 0, lang) for x in (0, 0.5, 1)], fontsize=8.5)
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(color=GREY)
        axes.set_title(short_label(survey.items[j].label(lang), 38), fontsize=9.5, loc="left",
                       color=INK)  # fmt: skip
    for axes in panels[len(items) :]:
        axes.set_visible(False)
    figure.suptitle(translate("Where answers part: how it is today", lang), x=0.01, ha="left",
                    fontsize=13, weight="bold", color=INK)  # fmt: skip
    handles, steps = panels[0].get_legend_handles_labels()
    figure.legend(handles, steps, loc="outside lower center", ncols=survey.steps, fontsize=9,
                  frameon=False,
                  title=translate("answer, from {low} (very poor) to {high} (very good)", lang,
                                  low=f"{survey.scale_min:g}", high=f"{survey.scale_max:g}"),
                  title_fontsize=8.5)  # fmt: skip
    return figure
