"""What services cover and what is needed: overlaps and gaps of missions.

Shapes: B bodies, K skills. mission (B, K), hours (B,), needs (K,) as shares; scalars out.
Source: concepts S62.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Flags, Floats


def needs_of(skills: Floats, alive: Flags, frontier: Floats) -> Floats:
    """Return what the firms lack to the frontier, by skill, as shares of all they lack."""
    lacking = np.maximum(0.0, frontier - skills[alive]).sum(axis=0)
    shares: Floats = lacking / max(1e-9, float(lacking.sum()))
    return shares


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


def duplicated(mission: Floats, kind: np.ndarray) -> Floats:
    """Return, for each body, how far another of its kind has the same mission (0 to 1)."""
    shares = mission / np.maximum(1e-9, mission.sum(axis=1, keepdims=True))
    common = np.minimum(shares[:, None, :], shares[None, :, :]).sum(axis=2)
    common *= kind[:, None] == kind[None, :]
    np.fill_diagonal(common, 0.0)
    most: Floats = common.max(axis=1) if len(common) else np.zeros(0)
    return most
