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
    group, members = _labelled(neighbour, mirror, _sides_joined(neighbour, strong))
    return _of_size(group, members, least_members)


@njit(cache=True)
def _sides_joined(neighbour: Integers, strong: Flags) -> Integers:
    """Return for each side of a triangle one that stands for its group; -1 for other ties."""
    firms, places = neighbour.shape
    root = np.full(firms * places, -1, dtype=np.int32)
    for i in range(firms):
        for d in range(places):
            j = neighbour[i, d]
            if j <= i or not strong[i, d]:
                continue
            for e in range(places):
                k = neighbour[j, e]
                if k <= j or not strong[j, e]:
                    continue
                for f in range(places):
                    if neighbour[i, f] == k and strong[i, f]:
                        _join(root, i * places + d, j * places + e)
                        _join(root, i * places + d, i * places + f)
    return root


@njit(cache=True)
def _labelled(neighbour: Integers, mirror: Bytes, root: Integers) -> tuple[Integers, Integers]:
    """Return the number of each tie's group (F, D), both halves alike, and the members of each."""
    firms, places = neighbour.shape
    label = np.full(firms * places, -1, dtype=np.int32)
    group = np.full((firms, places), -1, dtype=np.int32)
    found = 0
    for i in range(firms):
        for d in range(places):
            j = neighbour[i, d]
            if j < 0:
                continue
            side = i * places + d if i < j else j * places + mirror[i, d]
            if root[side] >= 0:
                top = _top(root, side)
                if label[top] < 0:
                    label[top] = found
                    found += 1
                group[i, d] = label[top]
    members = np.zeros(found, dtype=np.int32)
    for i in range(firms):
        for d in range(places):
            if group[i, d] >= 0 and _first_time(group[i], d):
                members[group[i, d]] += 1
    return group, members


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
