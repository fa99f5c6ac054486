"""Which firms hang together: groups of triangles that share a side (clique percolation, k = 3).

A group is what can be reached by rolling a triangle of strong ties over its sides; one firm may
belong to several groups. Random ties hardly ever make triangles, so a rewired null has no groups.

Shapes: F firms, D ties. In: neighbour, mirror, strong (F, D). Out: group of each tie (F, D), -1
for none, and the number of members of each group.
Source: palla2005, palla2007 (clique percolation, and its evolution through turnover).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Flags, Integers


@njit(cache=True)
def groups_of_triangles(
    neighbour: Integers, mirror: Bytes, strong: Flags, least_members: int
) -> tuple[Integers, Integers]:
    """Return the group of each tie (F, D) and the members of each group (G)."""
    begins, places = _listed(strong)
    root = _sides_joined(neighbour, begins, places)
    group, members = _labelled(neighbour, mirror, begins, places, root)
    return _of_size(group, members, least_members)


@njit(cache=True)
def _listed(strong: Flags) -> tuple[Integers, Integers]:
    """Return where each firm's strong ties begin (F + 1) in the list of their places."""
    begins = np.zeros(len(strong) + 1, dtype=np.int32)
    places = np.empty(strong.size, dtype=np.int32)
    count = 0
    for i in range(len(strong)):
        for d in range(strong.shape[1]):
            places[count] = d  # stays if the tie is strong, else the next is written over it
            count += strong[i, d]
        begins[i + 1] = count
    return begins, places


@njit(cache=True)
def _sides_joined(neighbour: Integers, begins: Integers, places: Integers) -> Integers:
    """Return for each side of a triangle one that stands for its group; -1 for other ties."""
    firms, most = neighbour.shape
    root = np.full(firms * most, -1, dtype=np.int32)
    for i in range(firms):
        for x in range(begins[i], begins[i + 1]):
            d = places[x]
            j = neighbour[i, d]
            if j <= i:
                continue
            for y in range(begins[j], begins[j + 1]):
                e = places[y]
                k = neighbour[j, e]
                if k <= j:
                    continue
                for z in range(begins[i], begins[i + 1]):
                    f = places[z]
                    if neighbour[i, f] == k:
                        _join(root, i * most + d, j * most + e)
                        _join(root, i * most + d, i * most + f)
    return root


@njit(cache=True)
def _labelled(
    neighbour: Integers, mirror: Bytes, begins: Integers, places: Integers, root: Integers
) -> tuple[Integers, Integers]:
    """Return the number of each tie's group (F, D), both halves alike, and the members of each."""
    firms, most = neighbour.shape
    label = np.full(firms * most, -1, dtype=np.int32)
    group = np.full((firms, most), -1, dtype=np.int32)
    last = np.full(firms * most, -1, dtype=np.int32)
    members = np.zeros(firms * most, dtype=np.int32)
    found = 0
    for i in range(firms):
        for x in range(begins[i], begins[i + 1]):
            d = places[x]
            side = i * most + d
            if root[side] < 0:
                continue
            top = _top(root, side)
            if label[top] < 0:
                label[top] = found
                found += 1
            group[i, d] = label[top]
            group[neighbour[i, d], mirror[i, d]] = label[top]
    for i in range(firms):
        for d in range(most):
            g = group[i, d]
            if g >= 0 and last[g] < i:
                last[g] = i
                members[g] += 1
    return group, members[:found].copy()


@njit(cache=True)
def _of_size(group: Integers, members: Integers, least_members: int) -> tuple[Integers, Integers]:
    """Return the groups that are big enough, numbered anew."""
    firms, places = group.shape
    keep = np.full(len(members), -1, dtype=np.int32)
    kept = 0
    for g in range(len(members)):
        if members[g] >= least_members:
            keep[g] = kept
            members[kept] = members[g]
            kept += 1
    if kept == len(members):
        return group, members
    for i in range(firms):
        for d in range(places):
            if group[i, d] >= 0:
                group[i, d] = keep[group[i, d]]
    return group, members[:kept].copy()


@njit(cache=True)
def main_group(group: Integers) -> tuple[Integers, Integers]:
    """Return for each firm the group of most of its ties (-1: none) and how many it belongs to."""
    firms, places = group.shape
    main = np.full(firms, -1, dtype=np.int32)
    belongs = np.zeros(firms, dtype=np.int32)
    for i in range(firms):
        most = 0
        for d in range(places):
            if group[i, d] < 0 or not _first_time(group[i], d):
                continue
            belongs[i] += 1
            ties = 0
            for e in range(d, places):
                ties += group[i, e] == group[i, d]
            if ties > most:
                most = ties
                main[i] = group[i, d]
    return main, belongs


@njit(cache=True)
def _first_time(labels: Integers, d: int) -> bool:
    for e in range(d):  # noqa: SIM110  (compiled: a generator is not)
        if labels[e] == labels[d]:
            return False
    return True


@njit(cache=True)
def _top(root: Integers, side: int) -> int:
    while root[side] != side:
        root[side] = root[root[side]]
        side = root[side]
    return side


@njit(cache=True)
def _join(root: Integers, one: int, other: int) -> None:
    for side in (one, other):
        if root[side] < 0:
            root[side] = side
    a, b = _top(root, one), _top(root, other)
    root[max(a, b)] = min(a, b)
