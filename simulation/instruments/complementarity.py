"""Who has what the other lacks: pairs in which each can give the other something.

Large parties are looked at table by table, as at a dinner: the work grows with the number of
guests, not with its square.

Shapes: skills (F, K), neighbour (F, D), rows (R,) of firms; pairs out as two columns of rows.
Source: concepts S07, S69.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Floats, Integers
from simulation.randomness import normal

TABLE = 16
"""Guests at a table."""


def complementary_pairs(
    skills: Floats, neighbour: Integers, rows: Integers, most: int, sight: float, key: np.uint64
) -> tuple[Integers, Integers]:
    """Return the best pairs without a tie, each firm in one; `sight` 1 makes no mistake."""
    first, second, _ = _pair_up(skills, neighbour, rows, sight, key)
    return first[:most], second[:most]


@njit(cache=True)
def _pair_up(
    skills: Floats, neighbour: Integers, rows: Integers, sight: float, key: np.uint64
) -> tuple[Integers, Integers, Floats]:
    """Pair the best two of each table, then the best two left, and so on; best pairs first."""
    first = np.empty(len(rows) // 2, dtype=np.int32)
    second = np.empty(len(rows) // 2, dtype=np.int32)
    value = np.empty(len(rows) // 2)
    found = 0
    seen = np.empty((TABLE, TABLE))
    for begin in range(0, len(rows), TABLE):
        guests = rows[begin : begin + TABLE]
        _look(skills, neighbour, guests, sight, key, seen)
        while True:
            best, one, other = -np.inf, -1, -1
            for a in range(len(guests)):
                for b in range(a + 1, len(guests)):
                    if seen[a, b] > best:
                        best, one, other = seen[a, b], a, b
            if one < 0:
                break
            first[found], second[found], value[found] = guests[one], guests[other], best
            found += 1
            for a in range(len(guests)):
                for taken in (one, other):
                    seen[a, taken] = -np.inf
                    seen[taken, a] = -np.inf
    order = np.argsort(-value[:found], kind="mergesort")
    return first[order], second[order], value[order]


@njit(cache=True)
def _look(
    skills: Floats,
    neighbour: Integers,
    guests: Integers,
    sight: float,
    key: np.uint64,
    seen: Floats,
) -> None:
    """Write what each pair of strangers could exchange, as it looks from outside."""
    total, squares, pairs = 0.0, 0.0, 0
    for a in range(len(guests)):
        for b in range(a + 1, len(guests)):
            gives, takes = 0.0, 0.0
            for k in range(skills.shape[1]):
                lead = skills[guests[a], k] - skills[guests[b], k]
                gives += max(0.0, lead)
                takes += max(0.0, -lead)
            worth = min(gives, takes)
            known = False
            for d in range(neighbour.shape[1]):
                known |= neighbour[guests[a], d] == guests[b]
            seen[a, b] = -np.inf if known else worth
            if not known:
                total += worth
                squares += worth * worth
                pairs += 1
    if pairs == 0 or sight >= 1.0:
        return
    spread = np.sqrt(max(0.0, squares / pairs - (total / pairs) ** 2))
    for a in range(len(guests)):
        for b in range(a + 1, len(guests)):
            if seen[a, b] > -np.inf:
                blur = normal(key, guests[a], 10 + 2 * guests[b])
                seen[a, b] += (1.0 - sight) * spread * blur
