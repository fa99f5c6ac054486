"""Where a run stands in time: steps for the machine, months and dates for people."""

from __future__ import annotations

import datetime
from typing import Any

from numba import types

from simulation.in_loops import keep_in_step, readable


class Clock:
    """The month being lived: `month` counts from the start of the story, warm-up is negative."""

    def __init__(self, months: int, warm_up: int, start: datetime.date) -> None:
        """Set a clock before its first month; `start` is the date of month 0."""
        self.months = months
        self.warm_up = warm_up
        self.start = start
        self.step = 0
        self.month = -warm_up

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute, for loops too."""
        object.__setattr__(self, name, value)
        keep_in_step(self, name, value)

    @property
    def steps(self) -> int:
        """Months in all, the warm-up included."""
        return self.months + self.warm_up

    def advance(self) -> None:
        """Go to the next month."""
        self.step += 1
        self.month += 1

    def date(self, month: int) -> datetime.date:
        """Return the first day of a month of the story."""
        count = self.start.year * 12 + self.start.month - 1 + month
        return datetime.date(count // 12, count % 12 + 1, 1)


readable(Clock, {"month": types.int64, "step": types.int64})
