"""Bodies at work: whom each reaches this month, and what its kind does with them.

A service is a function of a body's rounds, then of the tables it changes, registered by the kind.
Shapes: `rows`, rows of firms; legitimacy (B, F).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from simulation.accompaniment.keeping import keep_charter
from simulation.declarations import (
    Integers,
    needed,
    only_one,
    parameter,
    parameters,
    switch,
)
from simulation.entities.bodies import Bodies, BodyKind
from simulation.entities.firms import Firms
from simulation.instruments.missions import duplicated
from simulation.randomness import Draws, uniform


@parameters
class Serving:
    """How bodies reach firms."""

    hours_per_firm: float = parameter(
        4.0, unit="hours", low=0.1, high=200, source="assumption",
        doc="Time that one firm takes in a month in which it is served.",
    )
    acceptance: float = parameter(
        0.01, unit="share per service", low=0, high=1, source="assumption",
        doc="How much a useful service adds to the missing legitimacy.",
    )
    duplication: float = parameter(
        0.3, unit="share of hours", low=0, high=1, source="assumption",
        doc="Hours lost by a body whose whole mission another of its kind has too (S62).",
    )
    duplicates: bool = switch(
        True, thesis="S62", doc="Bodies of a kind with the same mission lose hours to each other."
    )


@dataclass(slots=True)
class Rounds:
    """A body's rounds this month: which firms, with what strength."""

    body: int
    rows: Integers
    quality: float
    key: np.uint64
    step: int


ROUND = 3
"""Months between a body's rounds: it serves then whom it has hours for in as many months."""

SERVICES: dict[BodyKind, Callable[..., None]] = {}


def service(kind: BodyKind) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register what a kind of body does."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        only_one(SERVICES.get(kind), function, f"the service of the kind {kind.name.lower()}")
        SERVICES[kind] = function
        return function

    return register


class Services:
    """All bodies' own work."""

    def __init__(self, offered: Mapping[type[Any], Any], seed: int) -> None:
        """Prepare the rounds of the bodies that are there."""
        self._bodies: Bodies = offered[Bodies]
        self._firms: Firms = offered[Firms]
        self._serving: Serving = offered[Serving]
        self._promises = tuple(offered[kind] for kind in needed(keep_charter).values())
        # Missions seldom change: what they double is worked out when they do.
        self._missions = b""
        self._twice: dict[int, float] = {}
        self._asking = {
            int(kind): (function, [offered[each] for each in list(needed(function).values())[1:]])
            for kind, function in SERVICES.items()
        }
        self._draws = [
            Draws(seed, f"body {name}") for name in self._bodies.names
        ]

    def work(self, step: int) -> None:
        """Let the bodies whose turn it is do their rounds, and the charter live its month."""
        keep_charter(*self._promises)
        for body in range(len(self._draws)):
            if (step + body) % ROUND == 0:
                self.serve(body, step)

    def serve(self, body: int, step: int) -> None:
        """Let one body do its round."""
        bodies, draw = self._bodies, self._draws[body]
        draw.turn(step)
        bodies.served[body] = 0
        kind = bodies.kind.item(body)
        if kind not in self._asking:
            return
        rows = _reached(self._firms, bodies, self._serving, self._undoubled(body), body, draw.key)
        if not len(rows):
            return
        rounds = Rounds(body, rows, bodies.engagement.item(body), draw.key, step)
        service, tables = self._asking[kind]
        service(rounds, *tables)
        bodies.served[body] = len(rows)
        _accepted_more(bodies, self._serving, rows, body)

    def _undoubled(self, body: int) -> float:
        """Return the share of a body's hours that is not lost in doing what another does."""
        if not self._serving.duplicates:
            return 1.0
        missions = self._bodies.mission.tobytes()
        if missions != self._missions:
            self._missions = missions
            self._twice.clear()
        if body not in self._twice:
            self._twice[body] = duplicated(self._bodies.mission, self._bodies.kind, body)
        twice = self._twice[body]
        return 1.0 - self._serving.duplication * twice


@njit(cache=True)
def _reached(
    firms: Firms, bodies: Bodies, serving: Serving, undoubled: float, body: int, key: np.uint64
) -> Integers:
    """Return as many firms as the body has hours for, met from a place by lot, who accept it."""
    free = bodies.hours[body] * (1.0 - bodies.pledged[body]) * undoubled
    # A body with an hour a month serves a firm now and then.
    places = int(ROUND * free / serving.hours_per_firm + uniform(key, 0, 2))
    rows = np.empty(places, dtype=np.int32)
    reached, asked = 0, 0
    start = int(uniform(key, 0, 0) * firms.rows)
    for shift in range(firms.rows):
        if reached == places or asked == 3 * places:
            break
        i = (start + shift) % firms.rows
        if not firms.alive[i]:
            continue
        if uniform(key, i, 1) < bodies.legitimacy[body, i] * firms.formality[i]:
            rows[reached] = i
            reached += 1
        asked += 1
    return rows[:reached].copy()


@njit(cache=True)
def _accepted_more(bodies: Bodies, serving: Serving, rows: Integers, body: int) -> None:
    for i in rows:
        missing = np.float32(1.0) - bodies.legitimacy[body, i]
        bodies.legitimacy[body, i] += np.float32(serving.acceptance) * missing
