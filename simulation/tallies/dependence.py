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
from simulation.declarations import Bytes, Flags, Floats, Integers, Shorts
from simulation.entities.meetings import Meetings
from simulation.entities.ties import NEVER, Relations, Ties, works_jointly
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
        self.hanging = self.circle_lost = 0.0

    def take(self) -> None:
        """Follow this month's meetings; now and then, see what hangs on led sessions."""
        steering, ties, met = self._steering, self._ties, self._meetings
        if not steering.courses:
            return
        led = np.zeros(256, dtype=np.bool_)
        led[[setting for setting in steering.led if setting < 256]] = True
        step = self._clock.step
        _follow(
            ties.neighbour,
            self._partner,
            met.first,
            met.second,
            met.setting,
            met.worked,
            met.count,
            led,
            step,
            self._alone,
            self._led,
        )
        if step % HALF_A_YEAR == 0:
            self.hanging, self.circle_lost = self._without_led()

    def _without_led(self) -> tuple[float, float]:
        ties, relations, step = self._ties, self._relations, self._clock.step
        strong = _strong(
            ties.neighbour,
            ties.mirror,
            ties.trust,
            ties.respect,
            ties.history,
            relations.trusted_from,
            relations.respect_needed,
            relations.history_needed,
        )
        hanging = strong & (step - self._led < YEAR) & (step - self._alone >= YEAR)
        whole = biggest_component(ties.neighbour, strong)
        without = biggest_component(ties.neighbour, strong & ~hanging)
        lost = 1.0 - without / whole if whole else 0.0
        return float(hanging.sum() / max(1, strong.sum())), lost


@njit(cache=True)
def _follow(
    neighbour: Integers,
    partner: Integers,
    first: Integers,
    second: Integers,
    setting: Bytes,
    worked: Flags,
    count: int,
    is_led: Flags,
    step: int,
    alone: Integers,
    led: Integers,
) -> None:
    """Write where each tie was last of use; a tie with somebody new begins with no past."""
    firms, places = neighbour.shape
    for i in range(firms):
        for d in range(places):
            if neighbour[i, d] != partner[i, d]:
                partner[i, d] = neighbour[i, d]
                alone[i, d] = NEVER
                led[i, d] = NEVER
    for m in range(count):
        if not worked[m] or second[m] < 0:
            continue
        for side in range(2):
            i = first[m] if side == 0 else second[m]
            j = second[m] if side == 0 else first[m]
            for d in range(places):
                if neighbour[i, d] == j:
                    if is_led[setting[m]]:
                        led[i, d] = step
                    else:
                        alone[i, d] = step


@njit(cache=True)
def _strong(
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
) -> Flags:
    held = np.zeros(neighbour.shape, dtype=np.bool_)
    for i in range(neighbour.shape[0]):
        for d in range(neighbour.shape[1]):
            held[i, d] = works_jointly(
                neighbour,
                mirror,
                trust,
                respect,
                history,
                i,
                d,
                trusted_from,
                respect_needed,
                history_needed,
            )
    return held
