"""A sheet to draw on, as all the gap figures share it, and the way from figure to PNG."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from textwrap import shorten, wrap

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.style import BLUE, GREEN, GREY, INK, PALE, RED, SKY
from simulation.instruments.diagnosis import Diagnosis

VERDICT_COLOURS = {"act": GREEN, "negotiate": RED, "watch": "#B07A00", "wait": BLUE,
                   "too_few": GREY}  # fmt: skip
VERDICT_MARKS = {"act": "o", "negotiate": "D", "watch": "s", "wait": "v", "too_few": "x"}
STEP_COLOURS = (RED, "#E8A05C", "#DDDDDD", SKY, BLUE)
WIDTH = 8.0
PAGE_HEIGHT, PAGE_LETTERS = 6.6, 9
ROOM_HEIGHT, ROOM_LETTERS = 5.1, 11.5  # read from the back of a room, on a wide screen

Draw = Callable[[Diagnosis, str], Figure | None]


def sheet(title: str, height: float, note: str = "") -> tuple[Figure, Axes]:
    """An empty figure with its title above and its note below."""
    figure = Figure(figsize=(WIDTH, height), dpi=150, facecolor="white", layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(colors=INK, labelsize=9, color=GREY)
    axes.grid(color=PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    figure.suptitle("\n".join(wrap(title, 70)), x=0.01, ha="left", fontsize=13, weight="bold",
                    color=INK)  # fmt: skip
    if note:
        figure.supxlabel(
            "\n".join(wrap(note, 120)), x=0.01, ha="left", fontsize=8.5, color="#555555"
        )
    return figure, axes


def short_label(text: str, width: int = 44) -> str:
    """A label on one line, cut at a word."""
    return shorten(text, width=width, placeholder=" …")


def png(draw: Draw, diagnosis: Diagnosis, lang: str) -> bytes | None:
    """A figure as PNG; None when it has nothing to show. Labels are text, never formulas."""
    with mpl.rc_context({"text.parse_math": False}):
        figure = draw(diagnosis, lang)
        if figure is None:
            return None
        picture = BytesIO()
        figure.savefig(picture, format="png")
        return picture.getvalue()
