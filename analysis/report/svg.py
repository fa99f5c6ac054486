"""Drawing in SVG with text that stays text: readable on a telephone, in print, by a screen reader.

Every figure is 400 units wide and takes the width that it is given. Colours are Okabe and Ito's;
shapes tell arms apart where colours do not. Every text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from analysis.style import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, PURPLE, RED, SKY

WIDTH = 400.0
SMALL, USUAL = 10.0, 11.5
COLOURS = (BLUE, RED, GREEN, ORANGE, PURPLE, SKY)
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "ring")


def figure(parts: Iterable[str], height: float, title: str, width: float = WIDTH) -> str:
    """A figure with its title, which a screen reader reads."""
    inner = "\n".join(parts)
    return (
        f'<svg viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="inherit">\n{inner}\n</svg>'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = USUAL,
    colour: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """Words at a place."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    colour: str = LINE,
    width: float = 1.0,
    dash: str = "",
) -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{colour}" '
        f'stroke-width="{_n(width)}"{dashed}/>'
    )


def rectangle(
    x: float, y: float, width: float, height: float, *, colour: str = PALE, opacity: float = 1.0
) -> str:
    """A filled rectangle; a negative width goes to the left."""
    left = min(x, x + width)
    return (
        f'<rect x="{_n(left)}" y="{_n(y)}" width="{_n(abs(width))}" height="{_n(height)}" '
        f'fill="{colour}" fill-opacity="{_n(opacity)}"/>'
    )


def curve(points: Sequence[tuple[float, float]], *, colour: str, width: float = 1.8) -> str:
    """A line through points."""
    told = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"/>'


def area(
    upper: Sequence[tuple[float, float]],
    lower: Sequence[tuple[float, float]],
    *,
    colour: str,
    opacity: float = 0.15,
) -> str:
    """The area between two lines."""
    told = " ".join(f"{_n(x)},{_n(y)}" for x, y in (*upper, *reversed(lower)))
    return f'<polygon points="{told}" fill="{colour}" fill-opacity="{_n(opacity)}"/>'


def marker(x: float, y: float, arm: int, *, size: float = 4.0) -> str:
    """The sign of an arm: a shape and a colour of its own."""
    colour, shape = colour_of(arm), SHAPES[arm % len(SHAPES)]
    if shape in ("circle", "ring"):
        fill = colour if shape == "circle" else "#fff"
        return (
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" fill="{fill}" stroke="{colour}" '
            f'stroke-width="1.6"/>'
        )
    if shape == "cross":
        s = size * 0.9
        return (
            f'<path d="M{_n(x - s)} {_n(y - s)}L{_n(x + s)} {_n(y + s)}M{_n(x - s)} {_n(y + s)}'
            f'L{_n(x + s)} {_n(y - s)}" stroke="{colour}" stroke-width="2.4"/>'
        )
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.15, 0.9), (-1.15, 0.9)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }[shape]
    told = " ".join(f"{_n(x + size * dx)},{_n(y + size * dy)}" for dx, dy in corners)
    return f'<polygon points="{told}" fill="{colour}"/>'


def colour_of(arm: int) -> str:
    """The colour of an arm, counted from 0."""
    return COLOURS[arm % len(COLOURS)]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values between two ends, at most so many."""
    from matplotlib.ticker import MaxNLocator

    found = MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    near = 1e-9 * (abs(low) + abs(high))
    return [float(each) for each in found if low - near <= each <= high + near]


def axis(
    low: float, high: float, left: float, right: float, y: float, words: Sequence[str], top: float
) -> list[str]:
    """A horizontal axis with its values and pale lines upwards; words: one per tick."""
    parts = []
    for value, word in zip(ticks(low, high), words, strict=True):
        x = left + (value - low) / (high - low) * (right - left)
        parts.append(line(x, top, x, y, colour=PALE))
        parts.append(text(x, y + SMALL + 2, word, size=SMALL, colour=GREY, anchor="middle"))
    return parts


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
