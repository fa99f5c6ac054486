"""Where each row of the table is drawn: a map that stays the same whatever one tries.

Rows that trust each other for long lie together, the others keep apart. What counts is the
territory as its context says, without and with the usual accompaniment, so that the map depends on
the territory, its size and its seed only. Every run gives the same map, to the last bit.

Shapes: R rows, T relations (row, row, first month, month after the last); out: (R, 2) in [0, 1].
Source: fruchterman1991 (springs between neighbours, everybody pushes everybody), with a pull to
the middle that keeps the unrelated in sight.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Floats
from simulation.randomness import Draws

ROUNDS = 160
FEWER_FROM = 700
NEEDED = 60
_PULL = 0.9


def seats(ties: np.ndarray, rows: int) -> Floats:
    """Return the place of each row on the map."""
    draws = Draws(rows, "seats")
    draws.turn(0)
    place = np.stack([draws.uniforms(rows, 0), draws.uniforms(rows, 1)], axis=1)
    months = (ties[:, 3].astype(np.int64) - ties[:, 2]).astype(np.float64)
    weight = np.minimum(1.0, months / NEEDED)
    rounds = ROUNDS if rows < FEWER_FROM else NEEDED
    _settle(place, ties[:, 0].astype(np.int64), ties[:, 1].astype(np.int64), weight, rounds)
    return _filled(place)


@njit(cache=True)
def _settle(place: Floats, one: np.ndarray, other: np.ndarray, weight: Floats, rounds: int) -> None:
    """Let the rows push and pull each other, in smaller and smaller steps."""
    rows = len(place)
    apart = 1.0 / np.sqrt(rows)
    move = np.zeros((rows, 2))
    for turn in range(rounds):
        move[:] = 0.0
        for i in range(rows):
            for j in range(i):
                dx = place[i, 0] - place[j, 0]
                dy = place[i, 1] - place[j, 1]
                push = apart * apart / (dx * dx + dy * dy + 1e-9)
                move[i, 0] += dx * push
                move[i, 1] += dy * push
                move[j, 0] -= dx * push
                move[j, 1] -= dy * push
        for t in range(len(one)):
            i, j = one[t], other[t]
            dx = place[i, 0] - place[j, 0]
            dy = place[i, 1] - place[j, 1]
            pull = weight[t] * np.sqrt(dx * dx + dy * dy) / apart
            move[i, 0] -= dx * pull
            move[i, 1] -= dy * pull
            move[j, 0] += dx * pull
            move[j, 1] += dy * pull
        step = 0.1 * (1.0 - turn / rounds) + 1e-4
        for i in range(rows):
            x = move[i, 0] - _PULL * (place[i, 0] - 0.5) * 3.0
            y = move[i, 1] - _PULL * (place[i, 1] - 0.5) * 3.0
            length = np.sqrt(x * x + y * y) + 1e-12
            place[i, 0] += x / length * min(length, step)
            place[i, 1] += y / length * min(length, step)


def _filled(place: Floats) -> Floats:
    """Spread the map over its sheet: half as it is, half by order, so that no corner is wasted."""
    low, high = place.min(axis=0), place.max(axis=0)
    plain = (place - low) / np.maximum(high - low, 1e-9)
    order = np.argsort(np.argsort(place, axis=0), axis=0) / max(1, len(place) - 1)
    filled: Floats = 0.3 * plain + 0.7 * order
    return filled
