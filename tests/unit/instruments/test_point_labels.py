"""Names beside points cover neither each other, nor the points, nor what is already written."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.gap.grid_field import draw_cells
from analysis.gap.panel import ROOM_HEIGHT, ROOM_LETTERS, sheet
from analysis.gap.point_labels import label_points

NAME = "Apprentissage et transmission des métiers"


def crowded(n: int) -> Figure:
    """As many items, most of them in one place."""
    chance = np.random.default_rng(3)
    points = np.stack([chance.normal(0.8, 0.06, n), chance.normal(8.0, 0.8, n)], axis=1)
    points[0] = (0.1, 2.0)
    figure, axes = sheet("Crowd", ROOM_HEIGHT)
    draw_cells(axes, list(points[:, 1]), list(points[:, 0]), 7.5, "fr")
    names = [f"{k + 1}. {NAME}" for k in range(n)]
    at = [(float(x), float(y)) for x, y in points]
    label_points(figure, axes, at, names, ROOM_LETTERS)
    figure.draw_without_rendering()
    return figure


@pytest.mark.parametrize("n", [14, 24])
def test_no_name_covers_another_or_a_cell_s(n: int) -> None:
    (axes,) = crowded(n).axes
    frame = axes.get_window_extent()
    assert len(axes.texts) == 4 + n
    for k, text in enumerate(axes.texts):
        box = Text.get_window_extent(text)
        assert frame.x0 - 1 <= box.x0 < box.x1 <= frame.x1 + 1, text.get_text()
        for other in axes.texts[:k]:
            there = Text.get_window_extent(other)
            assert not box.overlaps(there), (text.get_text(), other.get_text())
    if n == 14:
        assert all(not text.get_text().endswith("…") for text in axes.texts)
