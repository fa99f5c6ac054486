"""What hangs on those who convene: strong ties that nothing but led sessions keeps alive.

A strong tie hangs on them when the two met usefully in a session somebody led within the last year,
and nowhere else. Without these ties the biggest trusting circle is as big as it would be a while
after everybody who convenes has gone.

Shapes: F firms, D places for ties; `alone` and `led` (F, D) are the steps of the last useful
meeting outside and inside led sessions, kept at both halves of a tie.
Source: facts part 3 (dependence on the facilitator); concepts S95, S107.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.accompaniment.steering import Steering
from simulation.clock import Clock
from simulation.declarations import Flags, Integers
from simulation.entities.joint_work import Relations, works_jointly
from simulation.entities.meetings import Meetings
from simulation.entities.ties import NEVER, Ties, place_of
from simulation.instruments.cohesion import biggest_component
from simulation.tally import Tally

YEAR, HALF_A_YEAR = 12, 6


class DependenceTally(Tally):
    """Where ties are kept alive; looked at once half a year, followed every month."""

    def __init__(
        self,
        steering: Steering,
        ties: Ties,
        meetings: Meetings,
        relations: Relations,
        clock: Clock,
    ) -> None:
        """Follow the meetings on ties where there is a programme; otherwise do nothing."""
        self._steering, self._ties, self._meetings = steering, ties, meetings
        self._relations, self._clock = relations, clock
        asked = bool(steering.courses)
        self._partner: Integers = ties.neighbour.copy() if asked else ties.neighbour[:0]
        self._alone: Integers = np.zeros(self._partner.shape, dtype=np.int32)
        self._led: Integers = np.full(self._partner.shape, NEVER, dtype=np.int32)
        self._is_led: Flags = np.zeros(256, dtype=np.bool_)
        self.hanging = self.circle_lost = 0.0

    def take(self) -> None:
        """Follow this month's meetings; now and then, see what hangs on led sessions."""
        steering, ties, met = self._steering, self._ties, self._meetings
        if not steering.courses:
            return
        self._is_led[:] = False
        for setting in steering.led:
            if setting < len(self._is_led):
                self._is_led[setting] = True
        step = self._clock.step
        _follow(ties, met, self._partner, self._is_led, step, self._alone, self._led)
        if step % HALF_A_YEAR == 0:
            self.hanging, self.circle_lost = self._without_led()

    def _without_led(self) -> tuple[float, float]:
        ties, relations, step = self._ties, self._relations, self._clock.step
        strong = _strong(ties, relations)
        whole = biggest_component(ties.neighbour, strong)
        hanging = _take_away_hanging(strong, self._led, self._alone, step)
        without = biggest_component(ties.neighbour, strong)
        return hanging, 1.0 - without / whole if whole else 0.0


@njit(cache=True)
def _follow(
    ties: Ties,
    meetings: Meetings,
    partner: Integers,
    is_led: Flags,
    step: int,
    alone: Integers,
    led: Integers,
) -> None:
    """Write where each tie was last of use; a tie with somebody new begins with no past."""
    firms, places = ties.neighbour.shape
    for i in range(firms):
        new = 0
        for d in range(places):  # few rows change in a month: one look is for all places at once
            new += ties.neighbour[i, d] != partner[i, d]
        if new == 0:
            continue
        for d in range(places):
            if ties.neighbour[i, d] != partner[i, d]:
                partner[i, d] = ties.neighbour[i, d]
                alone[i, d] = NEVER
                led[i, d] = NEVER
    for m in range(meetings.count):
        i, j = meetings.first[m], meetings.second[m]
        if not meetings.worked[m] or j < 0:
            continue
        d = place_of(ties, i, j)
        if d < 0:
            continue
        e = ties.mirror[i, d]
        if is_led[meetings.setting[m]]:
            led[i, d] = step
            led[j, e] = step
        else:
            alone[i, d] = step
            alone[j, e] = step


@njit(cache=True)
def _strong(ties: Ties, relations: Relations) -> Flags:
    held = np.zeros(ties.neighbour.shape, dtype=np.bool_)
    for i in range(ties.neighbour.shape[0]):
        for d in range(ties.neighbour.shape[1]):
            held[i, d] = works_jointly(ties, relations, i, d)
    return held


@njit(cache=True)
def _take_away_hanging(strong: Flags, led: Integers, alone: Integers, step: int) -> float:
    """Leave of the strong ties those that live without led sessions; return the others' share."""
    firms, places = strong.shape
    hanging, all_strong = 0, 0
    for i in range(firms):
        for d in range(places):
            if strong[i, d]:
                all_strong += 1
                if step - led[i, d] < YEAR and step - alone[i, d] >= YEAR:
                    hanging += 1
                    strong[i, d] = False
    return hanging / max(1, all_strong)
