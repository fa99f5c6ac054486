"""What services cover and what is needed: overlaps and gaps of missions.

Shapes: B bodies, K skills. mission (B, K), hours (B,), needs (K,) as shares; scalars out.
Source: concepts S62.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Flags, Floats


def needs_of(skills: Floats, alive: Flags, frontier: Floats) -> Floats:
    """Return what the firms lack to the frontier, by skill, as shares of all they lack."""
    lacking = _lacking(skills, alive, frontier)
    shares: Floats = lacking / max(1e-9, float(lacking.sum()))
    return shares


@njit(cache=True)
def _lacking(skills: Floats, alive: Flags, frontier: Floats) -> Floats:
    lacking = np.zeros(len(frontier))
    for i in range(len(alive)):
        if alive[i]:
            for k in range(len(frontier)):
                lacking[k] += max(0.0, frontier[k] - skills[i, k])
    return lacking


def _given(mission: Floats, hours: Floats) -> Floats:
    """Return the hours that each body gives to each skill."""
    total = mission.sum(axis=1, keepdims=True)
    given: Floats = hours[:, None] * mission / np.maximum(1e-9, total)
    return given


def coverage_of_needs(mission: Floats, hours: Floats) -> Floats:
    """Return the share of all hours that goes to each skill."""
    given = _given(mission, hours).sum(axis=0)
    shares: Floats = given / max(1e-9, float(given.sum()))
    return shares


def uncovered(needs: Floats, mission: Floats, hours: Floats) -> float:
    """Return the share of the needs that the hours do not follow: 0 when they fit."""
    return float(np.maximum(0.0, needs - coverage_of_needs(mission, hours)).sum())


def overlap(mission: Floats, hours: Floats) -> float:
    """Return the share of hours given to a skill to which another body gives more: duplicates."""
    given = _given(mission, hours)
    if given.size == 0 or given.sum() == 0.0:
        return 0.0
    return float(1.0 - given.max(axis=0).sum() / given.sum())


def duplicated(mission: Floats, kind: np.ndarray, body: int) -> float:
    """Return how far another body of the same kind has the mission of this one (0 to 1)."""
    others = np.flatnonzero(kind == kind[body])
    others = others[others != body]
    if others.size == 0:
        return 0.0
    shares = mission / np.maximum(1e-9, mission.sum(axis=1, keepdims=True))
    return float(np.minimum(shares[others], shares[body]).sum(axis=1).max())
