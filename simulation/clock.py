"""Where a run stands in time: steps for the machine, months and dates for people."""

from __future__ import annotations

import datetime


class Clock:
    """The month being lived: `month` counts from the start of the story, warm-up is negative."""

    __slots__ = ("month", "months", "start", "step", "warm_up")

    def __init__(self, months: int, warm_up: int, start: datetime.date) -> None:
        """Set a clock before its first month; `start` is the date of month 0."""
        self.months = months
        self.warm_up = warm_up
        self.start = start
        self.step = 0
        self.month = -warm_up

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
