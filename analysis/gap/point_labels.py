"""Names beside points, each where it covers no point, no other name and nothing already written.

Shapes: N names, C places that a name is tried in; a box is (left, low, right, top) in points of
typography. Every name tries a grid of places over the whole frame; near ones cost little, those
that cover something much. All names take their turn several times, as neighbours move on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten, wrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.style import GREY, INK
from simulation.declarations import Flags, Floats

POINTS = 72.0
LINE = 26
"""How many letters a line of a name holds; the rest goes on a second one."""
ACROSS, UP = 8.0, 5.0
"""How far apart the places are that are tried."""
TURNS, LOOKED_AT = 3, 120
"""How often all take their turn; of how many places, the best, the lines are looked at."""
MARK, CLEAR, NEAR = 7.0, 2.0, 9.0
"""Half a mark; what stays free around a name; how far a name may be without a line to its point."""
COVERS, HIDES, CROSSES = 5000.0, 3000.0, 140.0
"""The cost of covering a name, of covering a point, of a line across something, in points away."""
STEPS = np.linspace(0.1, 0.95, 8)[:, None]
"""Where along a name's line it is seen whether it crosses something."""


def label_points(
    figure: Figure, axes: Axes, at: Sequence[tuple[float, float]], names: Sequence[str], size: float
) -> None:
    """Write each name near its point (data coordinates), on two lines if it is long."""
    figure.draw_without_rendering()
    scale = POINTS / figure.dpi
    frame = np.array(axes.get_window_extent().extents) * scale
    written = [np.array(each.get_window_extent().extents) * scale for each in axes.texts]
    spots = axes.transData.transform(np.array(at, dtype=float).reshape(-1, 2)) * scale
    for texts in _shorter(names):
        sizes = [_extent(axes, text, size) * scale for text in texts]
        boxes = _placed(spots, sizes, written, frame)
        if not _meet([*boxes, *written]):
            break
    for point, spot, text, box in zip(at, spots, texts, boxes, strict=True):
        end = np.clip(spot, box[:2], box[2:])
        beside = {"arrowstyle": "-", "color": GREY, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 5,
                  "relpos": tuple((end - box[:2]) / (box[2:] - box[:2]))}  # fmt: skip
        axes.annotate(text, point, xytext=tuple(box[:2] + CLEAR - spot), textcoords="offset points",
                      fontsize=size, color=INK, ha="left", va="bottom", linespacing=1.05,
                      arrowprops=beside if np.hypot(*(end - spot)) > NEAR else None)  # fmt: skip


def _shorter(names: Sequence[str]) -> Iterator[list[str]]:
    """The names on two lines, then on one, then hardly more than their numbers: as room allows."""
    yield ["\n".join(wrap(name, LINE)) for name in names]
    for letters in (LINE, LINE // 2):
        yield [shorten(name, letters, placeholder=" …") for name in names]


def _meet(boxes: Sequence[Floats]) -> bool:
    """Whether any two boxes cover each other."""
    return any(_covering(np.array(boxes[k + 1 :]), [box]).any() for k, box in enumerate(boxes[:-1]))


def _extent(axes: Axes, text: str, size: float) -> Floats:
    """Width and height of a text, in pixels."""
    tried = axes.text(0, 0, text, fontsize=size, linespacing=1.05)
    box = tried.get_window_extent()
    tried.remove()
    return np.array([box.width, box.height])


def _placed(
    spots: Floats, sizes: Sequence[Floats], written: Sequence[Floats], frame: Floats
) -> list[Floats]:
    """A box for each name (N of 4), found in turns."""
    marks = np.concatenate([spots - MARK, spots + MARK], axis=1)
    boxes: list[Floats | None] = [None] * len(sizes)
    for _ in range(TURNS):
        for k, size in enumerate(sizes):
            others = [box for n, box in enumerate(boxes) if n != k and box is not None]
            lines = [_line(spots[n][None], box[None])[0] for n, box in enumerate(boxes)
                     if n != k and box is not None]  # fmt: skip
            places = _places(spots[k], size + 2 * CLEAR, frame)
            away = np.clip(spots[k], places[:, :2], places[:, 2:]) - spots[k]
            cost = np.hypot(away[:, 0], 1.3 * away[:, 1])
            cost += COVERS * _covering(places, [*others, *written])
            cost += HIDES * _covering(places, marks)
            best = np.argsort(cost, kind="stable")[:LOOKED_AT]
            places, cost = places[best], cost[best]
            line = _line(np.broadcast_to(spots[k], (len(places), 2)), places)
            cost += CROSSES * _crossed(line, [*others, *written, *np.delete(marks, k, axis=0)])
            cost += CROSSES * sum((_holds(places, each) for each in lines), np.zeros(len(places)))
            boxes[k] = places[int(np.argmin(cost))]
    return [box for box in boxes if box is not None]


def _places(spot: Floats, size: Floats, frame: Floats) -> Floats:
    """Boxes of this size all over the frame (C of 4), those right beside the point among them."""
    low, high = frame[:2], np.maximum(frame[:2], frame[2:] - size)
    beside = [spot[0] + MARK, spot[0] - MARK - size[0], spot[0] - size[0] / 2]
    across = np.append(beside, np.arange(low[0], high[0], ACROSS)).clip(low[0], high[0])
    up = np.append(spot[1] - size[1] / 2, np.arange(low[1], high[1], UP)).clip(low[1], high[1])
    corners = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    return np.concatenate([corners, corners + size], axis=1)


def _covering(places: Floats, boxes: Sequence[Floats] | Floats) -> Floats:
    """How many of the boxes each place covers (C,)."""
    found = np.zeros(len(places))
    for box in boxes:
        found += ((places[:, :2] < box[2:]) & (box[:2] < places[:, 2:])).all(axis=1)
    return found


def _line(spots: Floats, places: Floats) -> Floats:
    """Points along the line from a spot to the nearest edge of its box (C, steps, 2)."""
    ends = np.clip(spots, places[:, :2], places[:, 2:])
    way: Floats = spots[:, None] + (ends - spots)[:, None] * STEPS
    return way


def _crossed(lines: Floats, boxes: Sequence[Floats]) -> Floats:
    """How many of the boxes each line goes through (C,)."""
    found = np.zeros(len(lines))
    for box in boxes:
        inside: Flags = (lines > box[:2]) & (lines < box[2:])
        found += np.any(np.all(inside, axis=2), axis=1)
    return found


def _holds(places: Floats, line: Floats) -> Flags:
    """Whether each place lies on one line (C,)."""
    inside: Flags = (line > places[:, None, :2]) & (line < places[:, None, 2:])
    held: Flags = np.any(np.all(inside, axis=2), axis=1)
    return held
