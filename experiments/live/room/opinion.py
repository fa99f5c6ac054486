"""What the room thought in the round before, shown to whoever answers again (Delphi).

Shapes: the answers of one question of one item, R of them, as steps of its scale.
Source: as in any Delphi, the median and the middle half of the answers; nothing below five.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles

from experiments.live.room.people import Given

FEWEST = 5


@dataclass(frozen=True)
class Opinion:
    """Where the answers lie: half of them between `low` and `high`."""

    median: float
    low: float
    high: float
    people: int


def opinion(given: Iterable[Given], item_id: str, question: str) -> Opinion | None:
    """The room's opinion on one question; None when fewer than five answered it."""
    cells = [each.answers.get(item_id, {}).get(question, "") for each in given]
    values = [float(cell) for cell in cells if cell.isdigit()]
    if len(values) < FEWEST:
        return None
    low, median, high = quantiles(values, n=4, method="inclusive")
    return Opinion(median, low, high, len(values))
