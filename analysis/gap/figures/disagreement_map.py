"""Who disagrees with whom: pairs of categories and the items that part them."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.gap.names import category_name
from analysis.gap.panel import sheet, short_label
from analysis.style import GREY, INK
from simulation.instruments.diagnosis import Diagnosis
from simulation.language import number, translate


def draw(diagnosis: Diagnosis, lang: str) -> Figure | None:
    """Largest clear difference of each pair, in points, with the item it is about."""
    view = diagnosis.categories
    n = len(view.names)
    if n < 2:
        return None
    differs = np.nan_to_num(view.kruskal_holm, nan=1.0) < 0.05
    apart = np.where((view.clear > 0) & differs, np.abs(np.nan_to_num(view.difference)), 0.0)
    worst, size = apart.argmax(axis=2), apart.max(axis=2)
    figure, axes = sheet(
        translate("Who disagrees with whom, and on what", lang),
        1.8 + 0.72 * n,
        translate("Largest difference between the gaps two categories see, in points, and the "
                  "priority (its place) it is about. Only items that differ between categories "
                  "(Kruskal-Wallis, Holm, 5 %). Dot: no clear difference.", lang),
    )  # fmt: skip
    shown = np.where(np.tri(n, k=-1) > 0, size, np.nan)
    axes.imshow(shown, cmap="Oranges", vmin=0, vmax=max(4.0, float(size.max())), aspect="auto")
    place = {p.item: p.rank for p in diagnosis.priorities}
    for a in range(n):
        for b in range(a):
            text = "·"
            if size[a, b] > 0:
                text = f"{number(float(size[a, b]), 1, lang)}\n({place[int(worst[a, b])]})"
            axes.text(b, a, text, ha="center", va="center", fontsize=9,
                      color="white" if size[a, b] > 2.6 else INK)  # fmt: skip
    names = [category_name(name, lang) for name in view.names]
    axes.set_xticks(range(n - 1), names[:-1], fontsize=9)
    axes.set_yticks(range(1, n), names[1:], fontsize=9)
    axes.set(xlim=(-0.5, n - 1.5), ylim=(n - 0.5, 0.5))
    axes.grid(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    about = sorted({int(worst[a, b]) for a in range(n) for b in range(a) if size[a, b] > 0},
                   key=place.__getitem__)  # fmt: skip
    lines = [f"{place[j]}. {short_label(diagnosis.survey.items[j].label(lang), 46)}" for j in about]
    axes.text(0.36, 0.99, "\n".join(lines), transform=axes.transAxes, ha="left", va="top",
              fontsize=9, color=INK, linespacing=1.5,
              bbox={"facecolor": "white", "edgecolor": GREY, "linewidth": 0.5})  # fmt: skip
    return figure
