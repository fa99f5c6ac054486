"""Who has what the other lacks: pairs in which each can give the other something.

Shapes: skills (F, K), neighbour (F, D), rows (R,) of firms; pairs out as two columns of rows.
Source: concepts S07, S69.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Floats, Integers
from simulation.randomness import normal


def exchangeable(skills: Floats) -> Floats:
    """Return (R, R): what the one of each pair that has less to give can give the other."""
    lead = np.maximum(0.0, skills[:, None, :] - skills[None, :, :]).sum(axis=2)
    return np.minimum(lead, lead.T)


def complementary_pairs(
    skills: Floats, neighbour: Integers, rows: Integers, most: int, sight: float, key: np.uint64
) -> tuple[Integers, Integers]:
    """Return the best pairs without a tie, each firm in one; `sight` 1 makes no mistake."""
    worth = exchangeable(skills[rows])
    one, other = np.triu_indices(len(rows), 1)
    strangers = np.array(
        [rows[b] not in neighbour[rows[a]] for a, b in zip(one, other, strict=True)], dtype=bool
    )
    one, other = one[strangers], other[strangers]
    blur = (1.0 - sight) * (worth[one, other].std() if one.size else 0.0)
    seen = [
        worth[a, b] + blur * normal(key, int(rows[a]), 10 + 2 * int(rows[b]))
        for a, b in zip(one, other, strict=True)
    ]
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for place in np.argsort(-np.array(seen), kind="stable"):
        a, b = int(one[place]), int(other[place])
        if len(pairs) == most:
            break
        if a not in taken and b not in taken:
            taken.update((a, b))
            pairs.append((int(rows[a]), int(rows[b])))
    chosen = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return chosen[:, 0], chosen[:, 1]
