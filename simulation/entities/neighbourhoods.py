"""Who lives near whom: firms listed by square of a grid, so that a neighbour is found at once.

Place enters nothing but the chance of meeting, here (S43).
Shapes: F firms; `begins` (squares + 1) and `rows` list the firms of each square.
"""

from __future__ import annotations

import numpy as np
from numba import njit, types

from simulation.declarations import Flags, Floats, Integers
from simulation.in_loops import array_of, readable
from simulation.randomness import uniform

PER_SQUARE = 12


class Neighbourhoods:
    """The grid of squares, with about a dozen firms each at the start."""

    def __init__(self, rows: int, firms: int) -> None:
        """Lay a grid for a table of `rows` rows holding about `firms` firms."""
        self.side = max(2, int(np.sqrt(firms / PER_SQUARE)))
        self.begins: Integers = np.zeros(self.side**2 + 1, dtype=np.int32)
        self.rows: Integers = np.zeros(rows, dtype=np.int32)

    def settle(self, place: Floats, alive: Flags) -> None:
        """List the living firms by square; `place` is (F, 2), shares of the side."""
        _settle(place, alive, self)


readable(
    Neighbourhoods,
    {"side": types.int64, "begins": array_of("int32", 1), "rows": array_of("int32", 1)},
)


@njit(cache=True)
def _settle(place: Floats, alive: Flags, nearby: Neighbourhoods) -> None:
    nearby.begins[:] = 0
    lives_in = np.empty(len(alive), dtype=np.int32)
    for i in range(len(alive)):
        lives_in[i] = square(place, i, nearby.side)
        nearby.begins[lives_in[i] + 1] += alive[i]
    for s in range(nearby.side * nearby.side):
        nearby.begins[s + 1] += nearby.begins[s]
    free = nearby.begins[:-1].copy()
    for i in range(len(alive)):
        if alive[i]:
            s = lives_in[i]
            nearby.rows[free[s]] = i
            free[s] += 1


@njit(cache=True)
def square(place: Floats, i: int, side: int) -> int:
    """Return the square in which firm i lives."""
    x = min(side - 1, int(place[i, 0] * side))
    y = min(side - 1, int(place[i, 1] * side))
    return y * side + x


@njit(cache=True)
def neighbour_of(
    place: Floats, nearby: Neighbourhoods, i: int, stay: float, key: np.uint64, k: int
) -> int:
    """Draw a firm near i: of its own square with chance `stay`, else of a square beside it.

    Returns -1 where nobody is there; takes the draws k, k + 1 and k + 2.
    """
    s = square(place, i, nearby.side)
    if uniform(key, i, k) >= stay:
        step = int(uniform(key, i, k + 1) * 8)
        if step >= 4:
            step += 1
        x = s % nearby.side + step % 3 - 1
        y = s // nearby.side + step // 3 - 1
        if not (0 <= x < nearby.side and 0 <= y < nearby.side):
            return -1
        s = y * nearby.side + x
    here = nearby.begins[s + 1] - nearby.begins[s]
    if here == 0:
        return -1
    j = nearby.rows[nearby.begins[s] + int(uniform(key, i, k + 2) * here)]
    return -1 if j == i else j
