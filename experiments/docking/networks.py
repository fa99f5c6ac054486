"""Who can meet whom in a docked rule: edges, lattices, caves, and ties moved elsewhere.

A network is an array of edges (E, 2) over agents 0 .. n-1, each pair once, no agent with itself.
Any networkx graph becomes one: nodes are numbered in their order, directions, parallel edges and
loops are left out (a warning says so), whoever has no tie stays, alone.

Shapes: E edges (E, 2); neighbours in one list, those of i from begins[i] to begins[i + 1].
Raises: InputError for what is no graph. Source: watts1998 (rewiring).
"""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import Any

import numpy as np
from numba import njit

from simulation.declarations import Integers
from simulation.errors import InputError
from simulation.language import translate
from simulation.randomness import uniform

TRIES = 50
"""How often a new end is sought for one tie: it may already be there, or be oneself."""


def edges_of_graph(graph: Any) -> tuple[int, Integers]:
    """Return the number of nodes and the edges of a networkx graph, nodes in their own order."""
    if not (hasattr(graph, "nodes") and hasattr(graph, "edges")):
        kind = type(graph).__name__
        said = translate("{kind} is no networkx graph", kind=kind)
        raise InputError(said, place="graph")
    number = {node: row for row, node in enumerate(graph.nodes)}
    met: dict[tuple[int, int], None] = {}
    listed = 0
    for u, v in graph.edges():
        i, j = number[u], number[v]
        listed += 1
        if i != j and (j, i) not in met:
            met[i, j] = None
    if graph.is_directed() or len(met) < listed:
        said = translate("the graph is read as simple ties: directions, parallel edges and loops "
                         "are left out")  # fmt: skip
        warnings.warn(said, stacklevel=4)
    return len(number), np.array(list(met), dtype=np.int32).reshape(-1, 2)


@njit(cache=True)
def ring(n: int, neighbours: int, first: int = 0) -> Integers:
    """Return a ring of n agents from `first` on, each tied to its nearest neighbours."""
    edges = np.empty((n * (neighbours // 2 + 1), 2), dtype=np.int32)
    count = 0
    for apart in range(1, min(neighbours, n) // 2 + 1):
        for i in range(n):
            if 2 * apart == n and i >= apart:
                break
            edges[count, 0] = first + i
            edges[count, 1] = first + (i + apart) % n
            count += 1
    return edges[:count].copy()


def line(n: int) -> Integers:
    """Return a row of agents, each tied to the next."""
    rows = np.arange(n, dtype=np.int32)
    return np.column_stack([rows[:-1], rows[1:]])


def complete(n: int) -> Integers:
    """Return a network in which everybody meets everybody."""
    return ring(n, n)


def caves(n: int, size: int) -> Integers:
    """Return groups of about `size` in which all know each other and nobody else.

    Where n is no multiple of the size, agents are dealt evenly: groups differ by one at most.
    """
    groups = max(1, n // size)
    ends = [n * part // groups for part in range(groups + 1)]
    parts = [complete(end - begin) + begin for begin, end in pairwise(ends)]
    return np.concatenate(parts).astype(np.int32)


@njit(cache=True)
def by_chance(n: int, density: float, key: np.uint64) -> Integers:
    """Return a network in which each pair is tied with the same chance."""
    edges = np.empty((n * (n - 1) // 2, 2), dtype=np.int32)
    count = 0
    for i in range(n):
        for j in range(i + 1, n):
            if uniform(key, i, j) < density:
                edges[count, 0] = i
                edges[count, 1] = j
                count += 1
    return edges[:count].copy()


@njit(cache=True)
def moved(edges: Integers, n: int, share: float, key: np.uint64) -> Integers:
    """Return the ties after each, with this chance, has kept its first end and found a new second.

    The new end is anybody but oneself and those one knows already: the rewiring of Watts and
    Strogatz, on any network.
    """
    after = edges.copy()
    known = {np.int64(-1)}
    for e in range(len(edges)):
        known.add(_pair(int(edges[e, 0]), int(edges[e, 1]), n))
    for e in range(len(edges)):
        if uniform(key, e, 0) >= share:
            continue
        i = int(after[e, 0])
        for attempt in range(TRIES):
            j = int(uniform(key, e, 1 + attempt) * n)
            if j != i and _pair(i, j, n) not in known:
                known.remove(_pair(i, int(after[e, 1]), n))
                known.add(_pair(i, j, n))
                after[e, 1] = j
                break
    return after


@njit(cache=True)
def _pair(i: int, j: int, n: int) -> np.int64:
    return np.int64(min(i, j)) * np.int64(n) + np.int64(max(i, j))


@njit(cache=True)
def neighbours_of(edges: Integers, n: int) -> tuple[Integers, Integers]:
    """Return where each agent's neighbours begin (n + 1) and all of them in one list (2E)."""
    begins = np.zeros(n + 1, dtype=np.int32)
    for e in range(len(edges)):
        begins[edges[e, 0] + 1] += 1
        begins[edges[e, 1] + 1] += 1
    for i in range(n):
        begins[i + 1] += begins[i]
    free = begins[:-1].copy()
    partner = np.empty(2 * len(edges), dtype=np.int32)
    for e in range(len(edges)):
        i, j = edges[e]
        partner[free[i]] = j
        free[i] += 1
        partner[free[j]] = i
        free[j] += 1
    return begins, partner


@njit(cache=True)
def parts_of(edges: Integers, n: int) -> Integers:
    """Return to which connected part each agent belongs: 0, 1, ... in the order of their agents."""
    begins, partner = neighbours_of(edges, n)
    part = np.full(n, -1, dtype=np.int32)
    waiting = np.empty(n, dtype=np.int32)
    parts = 0
    for start in range(n):
        if part[start] >= 0:
            continue
        part[start] = parts
        waiting[0] = start
        done, found = 0, 1
        while done < found:
            i = waiting[done]
            done += 1
            for x in range(begins[i], begins[i + 1]):
                if part[partner[x]] < 0:
                    part[partner[x]] = parts
                    waiting[found] = partner[x]
                    found += 1
        parts += 1
    return part


def lattice(n: int) -> Integers:
    """Return a square of agents, each tied to the one beside and the one below; the last row may
    be shorter.
    """
    side = int(np.ceil(np.sqrt(n)))
    at = np.arange(n, dtype=np.int32)
    beside = at[(at % side < side - 1) & (at + 1 < n)]
    below = at[at + side < n]
    pairs = [np.column_stack([beside, beside + 1]), np.column_stack([below, below + side])]
    return np.concatenate(pairs).astype(np.int32)
