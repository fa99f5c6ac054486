"""How a programme goes: what was planned and held, who came, who called, over the last year.

Shapes: scalars; counts of the last twelve months are differences of running totals.
Source: concepts S65, S71, S95, S103, S107.
"""

from __future__ import annotations

from collections import deque

from simulation.accompaniment.steering import Steering
from simulation.clock import Clock
from simulation.entities.markets import Markets
from simulation.tally import Tally

YEAR = 12


class SessionTally(Tally):
    """Sessions held, planned and convened by the circles themselves."""

    def __init__(self, steering: Steering, markets: Markets, clock: Clock) -> None:
        """Look at a programme; one without actions is never looked at again."""
        self._steering, self._markets, self._clock = steering, markets, clock
        self._totals: deque[tuple[int, int, int]] = deque(maxlen=YEAR + 1)
        self.led_by_facilitator = 0.0
        self.own = 0

    def take(self) -> None:
        """Count the sessions of the last year."""
        if not self._steering.courses:
            return
        account = self._steering.account
        now = (account.sessions, account.own_sessions, account.led_by_facilitator)
        if not self._totals:
            self._totals.append((0, 0, 0))
        self._totals.append(now)
        then = self._totals[0]
        held, self.own, led = (a - b for a, b in zip(now, then, strict=True))
        self.led_by_facilitator = led / (held + self.own) if held + self.own else 0.0

    @property
    def attendance(self) -> float:
        """Those who came to the last session that invited any, as a share of its circle."""
        return self._steering.kept.get("attendance", 0.0)

    @property
    def coverage(self) -> float:
        """Categories heard so far, as a share of those there are."""
        return self._steering.kept.get("coverage", 0.0)

    @property
    def breadth(self) -> float:
        """How many categories speak of late, and how evenly."""
        voices = self._steering.account.voices
        return (
            voices.breadth(self._steering.hosts.categories(self._markets)) if voices.heard else 0.0
        )

    @property
    def enacted(self) -> float:
        """Sessions with somebody in the room, as a share of those due by the plan."""
        due = self._steering.due(self._clock.month)
        account = self._steering.account
        return min(1.0, (account.sessions - account.nobody_came) / due) if due else 0.0
