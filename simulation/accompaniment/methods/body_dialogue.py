"""Bodies of different kinds talk with each other: they come to speak and to want more alike.

Channel: languages and visions of the bodies present, and their engagement, which grows with what
they take part in.
Fails: as a monologue: when one kind of body fills the room, little moves.
Source: concepts S53, S54, S61, S65.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import method, parameter, parameters, switch
from simulation.entities.bodies import Bodies, BodyKind


@parameters
class BodyDialogue:
    """What a round of talks among bodies leaves."""

    approach: float = parameter(
        0.15, unit="share per session", low=0, high=1, source="assumption",
        doc="How far languages and visions come closer in a session of all kinds of bodies.",
    )
    involvement: float = parameter(
        0.1, unit="share per session", low=0, high=1, source="assumption",
        doc="Share of the missing engagement that taking part gives.",
    )
    full_session: float = parameter(
        8.0, unit="hours", low=0.5, high=100, source="assumption",
        doc="Hours of the host from which a session has its full effect.",
    )
    breadth: bool = switch(
        True, thesis="S65", doc="A dialogue is worth what its breadth is; off: any talk will do."
    )


@method(levels=(1,), capability="relations", remedies="vision")
def body_dialogue(session: Session, bodies: Bodies, talking: BodyDialogue) -> None:
    """Bodies of different kinds talk with each other: they come to speak and to want more alike."""
    present = session.bodies
    strength = session.strength(talking.full_session)
    if strength == 0.0 or len(present) < 2:
        return
    voices = balance_of_voices(bodies.kind[present])
    strength *= voices if talking.breadth else 1.0
    for column in (bodies.language, bodies.vision):
        common = column[present].mean(axis=0)
        column[present] += talking.approach * strength * (common - column[present])
    missing = 1.0 - bodies.engagement[present]
    bodies.engagement[present] += talking.involvement * strength * missing
    session.record["dialogue_breadth"] = voices


def balance_of_voices(kinds: np.ndarray) -> float:
    """Return how many kinds speak and how evenly: entropy over that of all kinds, 0 for one."""
    _, counts = np.unique(kinds, return_counts=True)
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum() / np.log(len(BodyKind)))
