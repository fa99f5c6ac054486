"""How every figure looks: colours that all eyes tell apart, labels on the curves, a caption.

Okabe-Ito colours (okabe2008): distinct for colour-blind readers and in grey print.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import Formatter, MaxNLocator

from analysis.amounts import fixed
from simulation.language import translate

if TYPE_CHECKING:
    from experiments.run_folder import Run

INK, GREY, LINE, PALE = "#222222", "#8a8a8a", "#c9c9c9", "#e6e6e6"
BLUE, ORANGE, GREEN, RED, SKY, PURPLE, YELLOW = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#56B4E9",
    "#CC79A7",
    "#F0E442",
)
COLOURS = (BLUE, RED, GREEN, ORANGE, PURPLE, SKY)
_WIDTH = 8.0
_SMALL, _MEDIUM, _LARGE = 9, 10, 13
_MOST_DIGITS, _NEAR = 4, 1e-6
_LATE = 0.65
_MARGIN, _EDGE = 0.02, 0.985
_MOST_LETTERS, _FEWEST_LETTERS = 78, 30


def sheet(height: float = 4.5, rows: int = 1, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """An empty figure with its panels, row by row."""
    figure = Figure(figsize=(_WIDTH, height), dpi=130, facecolor="white")
    grid = figure.subplots(rows, columns, squeeze=False)
    axes = [axis for row in grid for axis in row]
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.spines[["left", "bottom"]].set_color(GREY)
        axis.tick_params(colors=INK, labelsize=_SMALL, color=GREY)
        axis.grid(axis="y", color=PALE, linewidth=0.8)
        axis.set_axisbelow(True)
        axis.yaxis.set_major_locator(MaxNLocator(5))
        axis.yaxis.set_major_formatter(Ticks())
    return figure, axes


class Ticks(Formatter):
    """Ticks in the reader's language, all with the decimals that their step needs."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """One text per tick."""
        step = min(abs(b - a) for a, b in pairwise(values)) if len(values) > 1 else 1.0
        digits = 0
        while digits < _MOST_DIGITS and abs(step * 10**digits - round(step * 10**digits)) > _NEAR:
            digits += 1
        return [fixed(value, digits) for value in values]

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002
        """One tick alone."""
        return fixed(x, 0 if float(x).is_integer() else 2)


def headline(axis: Axes, title: str, unit: str = "", size: float = _MEDIUM) -> None:
    """What the panel shows, and under it in what unit."""
    axis.set_title(
        title, loc="left", fontsize=size, color=INK, pad=1.9 * size if unit else 0.8 * size
    )
    if unit:
        axis.annotate(
            unit,
            (0, 1),
            xycoords="axes fraction",
            xytext=(0, 0.35 * size),
            textcoords="offset points",
            fontsize=0.9 * size,
            color=GREY,
            va="bottom",
        )


def label_ends(axis: Axes, labels: Sequence[tuple[float, float, str, str]]) -> None:
    """Write each curve's name at its end (x, y, name, colour), moved apart where they collide."""
    low, high = axis.get_ylim()
    step = (high - low) * 0.075
    placed: list[float] = []
    for x, y, name, colour in sorted(labels, key=lambda each: each[1]):
        at = max(y, placed[-1] + step) if placed else y
        placed.append(at)
        axis.annotate(
            name,
            (x, at),
            xytext=(5, 0),
            textcoords="offset points",
            color=colour,
            fontsize=_SMALL,
            va="center",
            annotation_clip=False,
        )


def mark_threats(axis: Axes, run: Run, named: bool = True) -> None:
    """A dashed line where each threat strikes; names stand in rows, so that none hides another."""
    within = [(name, month) for name, month in run.manifest.threats
              if 0 <= month < run.manifest.months]  # fmt: skip
    if named and within:
        low, high = axis.get_ylim()
        axis.set_ylim(low, high + (high - low) * 0.08 * len(within))
    for row, (name, month) in enumerate(within):
        struck: Any = run.when(month)
        axis.axvline(struck, color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        if named:
            late = month > _LATE * run.manifest.months
            axis.annotate(
                translate(name.replace("_", " ")),
                (struck, 1),
                xycoords=("data", "axes fraction"),
                xytext=(-4 if late else 4, -2 - 1.35 * _SMALL * row),
                textcoords="offset points",
                fontsize=_SMALL,
                color=GREY,
                va="top",
                ha="right" if late else "left",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.85},
            )


def mark_programme(axis: Axes, run: Run, named: bool = True) -> None:
    """A pale band over the months of the programme: to its facilitators' leaving, or its end."""
    done = run.manifest.done
    if not done or not done["sessions"]:
        return
    begun = [action["begun"] for action in done["actions"] if action["begun"] >= 0]
    ended = [max(action["ended"], action["begun"]) for action in done["actions"]]
    end = done["exit"] if done["exit"] is not None else max(ended)
    first: Any = run.when(max(0, min(begun)))
    last: Any = run.when(min(max(end, 0), run.manifest.months))
    axis.axvspan(first, last, color=YELLOW, alpha=0.13, linewidth=0, zorder=0)
    if named:
        axis.annotate(
            translate("the programme"), (first, 0), xycoords=("data", "axes fraction"),
            xytext=(3, 3), textcoords="offset points", fontsize=_SMALL, color=GREY,
        )  # fmt: skip


def finish(figure: Figure, run: Run, title: str, note: str = "") -> bytes:
    """Give a figure of a run its title and caption; return it as PNG."""
    caption = translate(
        "{context}, seed {seed}, tessuto {version}. A possible history, not a forecast.",
        context=run.manifest.context,
        seed=run.manifest.seed,
        version=run.manifest.version,
    )
    return compose(figure, title, f"{note} {caption}".strip())


def compose(figure: Figure, title: str, caption: str, kind: str = "png") -> bytes:
    """Put a title above a figure and a caption below; return it as PNG, or as SVG."""
    lines = _fitting(figure, title)
    height = figure.get_size_inches()[1]
    for row, line in enumerate(lines):
        y = 1 - (0.12 + 0.24 * row) / height
        figure.text(0.02, y, line, fontsize=_LARGE, color=INK, weight="bold", va="top")
    below = wrap(caption, 140)
    for row, line in enumerate(reversed(below)):
        figure.text(0.02, (0.08 + 0.17 * row) / height, line, fontsize=8, color=GREY, va="bottom")
    bottom = (0.2 + 0.17 * len(below)) / height
    top = 1 - (0.25 + 0.24 * len(lines)) / height
    picture = BytesIO()
    # A label with two dollar signs is no formula; the context is for ticks that are born late.
    with rc_context({"text.parse_math": False}):
        for text in figure.findobj(Text):
            text.set_parse_math(False)
        figure.tight_layout(rect=(0, bottom, 1, top))
        figure.savefig(picture, format=kind)
    return picture.getvalue()


def _fitting(figure: Figure, title: str) -> list[str]:
    """A title in lines that end before the right edge, however wide the language's letters."""
    lines = wrap(title, _MOST_LETTERS)
    for letters in range(_MOST_LETTERS, _FEWEST_LETTERS, -4):
        lines = wrap(title, letters)
        if all(_ends(figure, line) < _EDGE for line in lines):
            break
    return lines


def _ends(figure: Figure, line: str) -> float:
    """Where a line of a title ends, as a share of the figure's width."""
    text = figure.text(_MARGIN, 0, line, fontsize=_LARGE, weight="bold", parse_math=False)
    end = float(text.get_window_extent().x1 / figure.bbox.width)
    text.remove()
    return end
