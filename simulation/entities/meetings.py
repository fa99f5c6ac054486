"""The meetings of this month: who met whom, where, whether it worked, what each side took.

Shapes: M meetings, of which the first `count` rows are this month's; two sides of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numba import njit, types

from simulation.declarations import (
    Bytes,
    Flags,
    Floats,
    Integers,
    column,
    parameter,
    parameters,
)
from simulation.table import Table

EVERYDAY = 0
OUTSIDE = -2
NOBODY = -1


@parameters
class MeetingHabits:
    """What all interaction models share."""

    frequency: float = parameter(
        1.0, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance that a firm seeks a meeting in a month.",
    )


class Meetings(Table):
    """The meetings of this month."""

    first: Integers = column("int32", unit="row of firms", fill=-1, doc="Who asked for the meeting.")
    second: Integers = column("int32", unit="row of firms", fill=-1, doc="Who was met; -2: somebody outside.")
    setting: Bytes = column("int8", unit="kind", low=0, doc="Everyday 0, sessions of a method from 2.")
    ease: Floats = column("float64", unit="share", low=0, high=1, doc="How far somebody helps the two to understand each other.")
    worked: Flags = column("bool", unit="yes or no", doc="Whether the two understood each other.")
    gain: Floats = column("float64", shape=("side",), unit="level", low=0, doc="What each side learned.")

    count: int
    beside = MappingProxyType({"count": types.int64})

    def __init__(self, rows: int, dimensions: Mapping[str, int]) -> None:
        """Make room for `rows` meetings a month; it grows when more are held."""
        super().__init__(rows, dimensions)
        self.count = 0
        self._invited: list[tuple[Integers, Integers, int, float]] = []

    def hold_with(self, partner: Integers, setting: int) -> None:
        """Replace the meetings: each firm meets the `partner` (F) it sought, or nobody."""
        if len(partner) > self.rows:
            self._grow(len(partner))
        self.count = _hold(
            partner, setting, self.first, self.second, self.setting, self.ease, self.worked,
            self.gain,
        )
        for invited in self._invited:
            self.add(*invited)
        self._invited.clear()

    def invite(self, first: Integers, second: Integers, setting: int, ease: float = 0.0) -> None:
        """Have these pairs meet this month beside those who meet anyway."""
        self._invited.append((first, second, setting, ease))

    def add(self, first: Integers, second: Integers, setting: int, ease: float = 0.0) -> None:
        """Add pairs (rows of firms; `second` may be outside) to the meetings of this month."""
        end = self.count + len(first)
        if end > self.rows:
            self._grow(max(end, 2 * self.rows))
        self.first[self.count : end] = first
        self.second[self.count : end] = second
        self.setting[self.count : end] = setting
        self.ease[self.count : end] = ease
        self.worked[self.count : end] = False
        self.gain[self.count : end] = 0.0
        self.count = end

    def _grow(self, rows: int) -> None:
        for name in self.columns:
            old = getattr(self, name)
            new = np.zeros((rows, *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
        self.rows = rows


@njit(cache=True)
def _hold(
    partner: Integers, kind: int, first: Integers, second: Integers, setting: Bytes,
    ease: Floats, worked: Flags, gain: Floats,
) -> int:
    """Write down the meetings that were sought; return how many."""
    m = 0
    for i in range(len(partner)):
        if partner[i] != NOBODY:
            first[m] = i
            second[m] = partner[i]
            setting[m] = kind
            ease[m] = 0.0
            worked[m] = False
            gain[m] = 0.0
            m += 1
    return m
