"""A graph with the same ties per firm and no other order: double edge swaps, by keyed draws.

Two ties i-j and k-l become i-l and k-j, unless that makes a tie with oneself or a second tie. After
ten tries per tie little is left of the original but each firm's number of ties.

Shapes: E edges (E, 2); F firms, D places.
Source: maslov2002 (degree-preserving rewiring).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Flags, Integers
from simulation.instruments.clique_percolation import groups_of_triangles, main_group
from simulation.randomness import uniform

TRIES_PER_TIE = 10


@njit(cache=True)
def edges_of(neighbour: Integers, held: Flags) -> Integers:
    """Return the ties (F, D) that are `held` as pairs of rows (E, 2), the lower row first."""
    edges = np.empty((neighbour.size, 2), dtype=np.int32)
    count = 0
    for i in range(neighbour.shape[0]):
        for d in range(neighbour.shape[1]):
            if neighbour[i, d] > i and held[i, d]:
                edges[count, 0] = i
                edges[count, 1] = neighbour[i, d]
                count += 1
    return edges[:count].copy()


@njit(cache=True)
def laid_out(edges: Integers, firms: int) -> tuple[Integers, Bytes]:
    """Return the partners of each firm (F, D) and where each keeps the other half of the tie."""
    degree = np.zeros(firms, dtype=np.int32)
    for x in range(len(edges)):
        degree[edges[x, 0]] += 1
        degree[edges[x, 1]] += 1
    places = max(1, degree.max()) if firms else 1
    neighbour = np.full((firms, places), -1, dtype=np.int32)
    mirror = np.full((firms, places), -1, dtype=np.int8)
    degree[:] = 0
    for x in range(len(edges)):
        i, j = edges[x]
        neighbour[i, degree[i]] = j
        neighbour[j, degree[j]] = i
        mirror[i, degree[i]] = degree[j]
        mirror[j, degree[j]] = degree[i]
        degree[i] += 1
        degree[j] += 1
    return neighbour, mirror


@njit(cache=True)
def rewired(edges: Integers, firms: int, key: np.uint64) -> Integers:
    """Return as many edges (E, 2) with the same ends, swapped at random under the key."""
    swapped = edges.copy()
    n = len(edges)
    partners, _ = laid_out(edges, firms)
    for attempt in range(TRIES_PER_TIE * n):
        a = int(uniform(key, attempt, 0) * n)
        b = int(uniform(key, attempt, 1) * n)
        turned = uniform(key, attempt, 2) < 0.5
        i, j = swapped[a]
        k, m = (swapped[b, 1], swapped[b, 0]) if turned else (swapped[b, 0], swapped[b, 1])
        if a == b or i in (m, k) or j in (k, m):
            continue
        if _knows(partners, i, m) or _knows(partners, k, j):
            continue
        _exchange(partners, i, j, m)
        _exchange(partners, j, i, k)
        _exchange(partners, k, m, j)
        _exchange(partners, m, k, i)
        swapped[a, 0], swapped[a, 1] = min(i, m), max(i, m)
        swapped[b, 0], swapped[b, 1] = min(k, j), max(k, j)
    return swapped


@njit(cache=True)
def grouped(edges: Integers, firms: int, least_members: int) -> int:
    """Return how many firms belong to a group of triangles in a graph given by its edges."""
    neighbour, mirror = laid_out(edges, firms)
    group, _ = groups_of_triangles(neighbour, mirror, neighbour >= 0, least_members)
    main, _ = main_group(group)
    return int((main >= 0).sum())


@njit(cache=True)
def _knows(partners: Integers, i: int, j: int) -> bool:
    return bool((partners[i] == j).any())


@njit(cache=True)
def _exchange(partners: Integers, i: int, old: int, new: int) -> None:
    for d in range(partners.shape[1]):
        if partners[i, d] == old:
            partners[i, d] = new
            return
