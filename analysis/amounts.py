"""Numbers as people write them, with as many decimals as their size or spread asks for."""

from __future__ import annotations

import math

from simulation.language import number

MOST_DIGITS = 6


def amount(value: float, significant: int = 3) -> str:
    """A level with three significant digits: 1,234; 56.7; 0.0123."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return number(0)
    digits = min(MOST_DIGITS, max(0, significant - 1 - math.floor(math.log10(abs(value)))))
    return fixed(value, digits)


def fixed(value: float, digits: int) -> str:
    """A number with so many decimals, a true minus before it; a dash where there is none."""
    if not math.isfinite(value):
        return "–"
    told = number(abs(value), digits)
    return told if value >= 0 or told == number(0, digits) else f"−{told}"


def signed(value: float, spread: float) -> str:
    """A difference with its sign, with the decimals that its interval asks for."""
    if not math.isfinite(value):
        return "–"
    digits = min(MOST_DIGITS, max(0, 1 - math.floor(math.log10(spread)))) if spread > 0 else 0
    told = number(abs(value), digits)
    return told if told == number(0, digits) else f"{'+' if value > 0 else '−'}{told}"
