"""How a graph hangs together: biggest component, closed triangles, structural holes.

Constraint of i (Burt): sum over its partners j of (p_ij + sum_q p_iq p_qj)^2, where p_ij is the
share of j in all the strength of i's ties. It is high where the partners know one another.

Shapes: F firms, D places; `held` (F, D) says which ties count, `strength` (F, D) how much, seen
from one side (the two sides are added).
Source: burt1992 (structural holes); watts1998 (clustering).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Flags, Floats, Integers


@njit(cache=True)
def biggest_component(neighbour: Integers, held: Flags) -> int:
    """Return the number of firms in the biggest component of the ties that count."""
    firms, places = neighbour.shape
    seen = np.zeros(firms, dtype=np.bool_)
    waiting = np.empty(firms, dtype=np.int32)
    biggest = 0
    for start in range(firms):
        if seen[start]:
            continue
        seen[start] = True
        waiting[0] = start
        done, found = 0, 1
        while done < found:
            i = waiting[done]
            done += 1
            for d in range(places):
                j = neighbour[i, d]
                if j >= 0 and held[i, d] and not seen[j]:
                    seen[j] = True
                    waiting[found] = j
                    found += 1
        biggest = max(biggest, found)
    return biggest


@njit(cache=True)
def closure_and_constraint(
    neighbour: Integers, mirror: Bytes, strength: Floats
) -> tuple[float, float]:
    """Return the share of pairs of partners that are partners, and Burt's constraint (mean)."""
    firms, places = neighbour.shape
    begins = np.zeros(firms + 1, dtype=np.int32)
    partner = np.empty(firms * places, dtype=np.int32)
    weight = np.empty(firms * places)
    whole = np.zeros(firms)
    ties = 0
    for i in range(firms):
        for d in range(places):
            j = neighbour[i, d]
            if j >= 0:
                partner[ties] = j
                weight[ties] = strength[i, d] + strength[j, mirror[i, d]]
                whole[i] += weight[ties]
                ties += 1
        begins[i + 1] = ties
    share = np.zeros(firms)
    through = np.zeros(firms)
    pairs, closed, tied = 0, 0, 0
    total = 0.0
    for i in range(firms):
        own = begins[i + 1] - begins[i]
        if own == 0 or whole[i] == 0.0:
            continue
        tied += 1
        pairs += own * (own - 1)
        for x in range(begins[i], begins[i + 1]):
            share[partner[x]] = weight[x] / whole[i]
            through[partner[x]] = 0.0
        for x in range(begins[i], begins[i + 1]):
            q = partner[x]
            passed = share[q] / whole[q] if whole[q] > 0.0 else 0.0
            for y in range(begins[q], begins[q + 1]):
                j = partner[y]
                closed += share[j] > 0.0
                through[j] += passed * weight[y]  # read for partners only: no branch is faster
        for x in range(begins[i], begins[i + 1]):
            j = partner[x]
            total += (share[j] + through[j]) ** 2
            share[j] = 0.0
    return closed / pairs if pairs else 0.0, total / tied if tied else np.nan
