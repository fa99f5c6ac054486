"""Bodies compare what they cover with what is needed, and move their missions towards the gaps.

Channel: missions of the bodies in the room; each keeps as much of a mission as it had.
Fails: on a wrong diagnosis of the needs, with bodies that are not engaged, and when too few bodies
are in the room to see the whole.
Source: concepts S62, S64.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import Floats, method, parameter, parameters, switch
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.missions import coverage_of_needs, needs_of, overlap, uncovered
from simulation.randomness import normal


@parameters
class ReorganiseServices:
    """How fast services change."""

    moving: float = parameter(
        0.25, unit="share per session", low=0, high=1, source="assumption",
        doc="Part of its mission that a fully engaged body is ready to move in a session.",
    )
    misjudging: float = parameter(
        0.5, unit="share", low=0, high=2, source="assumption",
        doc="Error of the diagnosis of a need, as a share of it, made by who cannot diagnose.",
    )
    full_session: float = parameter(
        12.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours of the host from which a session has its full effect.",
    )
    diagnosed: bool = switch(
        True, thesis="S62 S64", doc="Missions move towards diagnosed needs; off: anywhere."
    )


@method(levels=(2,), capability="diagnosis", remedies="skill")
def reorganise_services(
    session: Session, firms: Firms, markets: Markets, bodies: Bodies, moving: ReorganiseServices
) -> None:
    """Bodies compare what they cover with what is needed, and move their missions to the gaps."""
    present = session.bodies
    strength = session.strength(moving.full_session)
    if strength == 0.0 or len(present) == 0:
        return
    true = needs_of(firms.skills, firms.alive, markets.frontier)
    seen = _diagnosis(true, session, moving)
    for body in present.tolist():
        covered = coverage_of_needs(bodies.mission, bodies.hours)
        gaps = np.maximum(0.0, seen - covered)
        total = bodies.mission[body].sum()
        if gaps.sum() == 0.0 or total == 0.0:
            continue
        wanted = gaps / gaps.sum() * total
        share = moving.moving * strength * bodies.engagement[body]
        bodies.mission[body] += share * (wanted - bodies.mission[body])
        np.clip(bodies.mission[body], 0.0, 1.0, out=bodies.mission[body])
    session.record["mission_overlap"] = overlap(bodies.mission, bodies.hours)
    session.record["uncovered_needs"] = uncovered(true, bodies.mission, bodies.hours)


def _diagnosis(true: Floats, session: Session, moving: ReorganiseServices) -> Floats:
    """Return the needs as the host sees them (K,), as shares."""
    error = moving.misjudging * (1.0 - session.quality)
    seen: Floats = np.array([
        max(0.0, need * (1.0 + error * normal(session.key, k, 0))) if moving.diagnosed
        else abs(normal(session.key, k, 0))
        for k, need in enumerate(true)
    ])
    return seen / max(1e-9, float(seen.sum()))
