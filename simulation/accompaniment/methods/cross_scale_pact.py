"""Bodies of different scales agree on what each does for the territory: a standing pact.

Channel: pacts between bodies. What a pact does is elsewhere: partners hold each other to what they
promised (commitments), and a higher authority hears sooner what must change (its service).
Fails: between bodies that want different things, that are not engaged, or with a weak host; among
bodies of one scale there is nothing to agree across.
Source: concepts S54, S60, S72.
"""

from __future__ import annotations

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters
from simulation.entities.bodies import Bodies
from simulation.instruments.similarity import closeness
from simulation.randomness import uniform


@parameters
class CrossScalePact:
    """How hard agreeing across scales is."""

    understanding: float = parameter(
        0.6, unit="share", low=0, high=0.99, source="assumption",
        doc="Closeness of visions and languages below which no pact is possible.",
    )
    full_session: float = parameter(
        12.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours of the host from which a session has its full effect.",
    )


@method(levels=(1, 2), capability="relations", remedies="commitment")
def cross_scale_pact(session: Session, bodies: Bodies, agreeing: CrossScalePact) -> None:
    """Bodies of different scales agree on what each does for the territory: a standing pact."""
    strength = session.strength(agreeing.full_session)
    if strength == 0.0:
        return
    made = 0
    present = session.bodies.tolist()
    for n, one in enumerate(present):
        for other in present[:n]:
            if bodies.scale[one] == bodies.scale[other] or bodies.pact_with[one, other]:
                continue
            chance = strength * _readiness(bodies, agreeing, one, other)
            if uniform(session.key, one, other) < chance:
                bodies.pact_with[one, other] = bodies.pact_with[other, one] = True
                made += 1
    bodies.pacts[:] = bodies.pact_with.sum(axis=1)
    session.record["pacts_made"] = float(made)
    session.record["pacts"] = float(bodies.pact_with.sum() // 2)


def _readiness(bodies: Bodies, agreeing: CrossScalePact, one: int, other: int) -> float:
    """Return how ready two bodies are for each other: engaged, and near enough to agree."""
    near = min(
        closeness(bodies.vision[one], bodies.vision[other]),
        closeness(bodies.language[one], bodies.language[other]),
    )
    near = max(0.0, (near - agreeing.understanding) / (1.0 - agreeing.understanding))
    return near * float((bodies.engagement[one] * bodies.engagement[other]) ** 0.5)
