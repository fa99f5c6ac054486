"""Names beside points, each in the first of several places where it covers nothing."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.style import GREY, INK

Box = tuple[float, float, float, float]
POINTS = 72.0
# Right, left, above, below, then further away with a thin line back to the point.
PLACES = [(12, 0, "left"), (-12, 0, "right"), (0, 15, "center"), (0, -15, "center")] + [
    (side * (10 + 0.4 * step), up * step, "left" if side > 0 else "right")
    for step in (12, 26, 40, 56, 74, 94)
    for side in (1, -1)
    for up in (1, -1)
]


def label_points(
    figure: Figure, axes: Axes, at: Sequence[tuple[float, float]], names: Sequence[str], size: float
) -> None:
    """Write each name near its point (data coordinates), clear of points, names and the frame."""
    figure.draw_without_rendering()
    scale = POINTS / figure.dpi
    frame = axes.get_window_extent()
    inside = (frame.x0 * scale, frame.y0 * scale, frame.x1 * scale, frame.y1 * scale)
    spots = [axes.transData.transform(point) * scale for point in at]
    written: list[Box] = []
    points: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    for (x, y), point, name in zip(spots, at, names, strict=True):
        width, height = size * 0.53 * len(name), size * 1.25
        tried = []
        for order, (dx, dy, side) in enumerate(PLACES):
            box = _box(x + dx, y + dy, width, height, side)
            cost = 1000 * sum(_covers(box, other) for other in points)
            cost += 3000 * sum(_covers(box, other) for other in written)
            cost += 5000 * (box[0] < inside[0] or box[2] > inside[2])
            cost += 5000 * (box[1] < inside[1] or box[3] > inside[3])
            tried.append((cost + order, dx, dy, side, box))
        _, dx, dy, side, box = min(tried)
        written.append(box)
        arrow = {"arrowstyle": "-", "color": GREY, "linewidth": 0.5, "shrinkA": 1, "shrinkB": 4}
        axes.annotate(name, point, xytext=(dx, dy), textcoords="offset points", fontsize=size,
                      color=INK, ha=side, va="center",
                      arrowprops=arrow if abs(dy) > 20 else None)  # fmt: skip


def _box(x: float, y: float, width: float, height: float, side: str) -> Box:
    left = x - {"left": 0.0, "right": width, "center": width / 2}[side]
    return left, y - height / 2, left + width, y + height / 2


def _covers(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
