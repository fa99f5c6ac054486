"""One session of a method: who is there, led how well, for how long.

A method is a function of a session and of the tables it changes. It reads how well the session is
led (`quality`, between 0 and 1) and how long it lasts, and keeps in `record` what a gate, a later
phase or a reader may want to know.

Shapes: `rows` (participants), rows of firms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from simulation.declarations import Integers
from simulation.entities.firms import Firms


@lru_cache(maxsize=256)
def each_with_each(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs among n, as two columns of numbers from 0; never to be changed."""
    return np.triu_indices(n, 1)


@lru_cache(maxsize=1024)
def tournament(n: int, rounds: int, begun: int) -> tuple[np.ndarray, np.ndarray]:
    """Return who talks with whom among n in so many rounds, from round `begun`; not to be changed.

    In each round everyone has one other; nobody is met again before all are.
    """
    seats = n + n % 2
    first, second = [], []
    for turn in range(rounds):
        shift = (begun + turn) % (seats - 1)
        order = [0, *((1 + (seat + shift) % (seats - 1)) for seat in range(seats - 1))]
        for one, other in zip(order[: seats // 2], order[: seats // 2 - 1 : -1], strict=True):
            if one < n and other < n:
                first.append(one)
                second.append(other)
    return np.array(first, dtype=np.intp), np.array(second, dtype=np.intp)


@dataclass(slots=True)
class Circle:
    """The people around one action: they may stay together when it is over (S107)."""

    rows: Integers
    identities: np.ndarray
    setting: int
    autonomy: float = 0.0
    sessions: int = 0
    own_sessions: int = 0
    mentors: dict[int, int] = field(default_factory=dict)
    """By identity of a firm, the identity of the owner who leads it by hand."""

    def stay(self, firms: Firms) -> None:
        """Keep those whose firm still lives."""
        staying = firms.id[self.rows] == self.identities
        if not np.logical_and.reduce(staying):
            self.rows, self.identities = self.rows[staying], self.identities[staying]


@dataclass(slots=True)
class Session:
    """One session of a method."""

    action: str
    rows: Integers
    bodies: Integers
    hours: float
    quality: float
    process: float
    number: int
    month: int
    step: int
    setting: int
    key: np.uint64
    actor: int
    circle: Circle
    settings: Mapping[str, Any]
    record: dict[str, float] = field(default_factory=dict)

    def strength(self, full_session: float) -> float:
        """Return how much of its full effect the session has: nothing without hours."""
        return self.quality * min(1.0, self.hours / full_session)

    def pairs(self) -> tuple[Integers, Integers]:
        """Return everybody with everybody, as two columns of rows of firms."""
        first, second = each_with_each(len(self.rows))
        return self.rows[first], self.rows[second]

    def talks(self, rounds: int) -> tuple[Integers, Integers]:
        """Return rounds of talks: in each, everyone with one other; sessions go on in turn."""
        n = len(self.rows)
        each = n - 1 + n % 2  # rounds until everybody has met everybody
        rounds = min(rounds, max(0, each))
        first, second = tournament(n, rounds, self.number * rounds % max(1, each))
        return self.rows[first], self.rows[second]

    def ring(self, shift: int = 1) -> tuple[Integers, Integers]:
        """Return each with the one `shift` seats further: a round of talks in pairs."""
        n = len(self.rows)
        if n < 2:
            return self.rows[:0], self.rows[:0]
        shift = 1 + (shift - 1) % (n - 1)
        partner = np.roll(self.rows, -shift)
        keep = slice(None) if 2 * shift % n else slice(0, n // 2)
        return self.rows[keep], partner[keep]
