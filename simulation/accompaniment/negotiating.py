"""A large group sees its visions, negotiates across interests, and votes on what came of it.

Interests are trades and kinds of bodies. First each group makes its vision visible to itself and
to the others; then mixed groups look for what all could share; then there is a vote. What is put
to the vote is what was worked out in common, as far as visions were seen; otherwise it is what the
largest group wants. Whoever cannot live with the outcome loses heart, and credit for the hosts.

Shapes: R people in the room (firms, then bodies), V values.
Source: concepts S76, S83, S87 (European Awareness Scenario Workshops).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import Floats, Integers, parameter, parameters, switch
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.shared_vision import (
    acceptability,
    accepts,
    group_means,
    vision_distance,
)

BODIES_FROM = 1000
"""Labels of groups: trades by index, kinds of bodies from here."""


@parameters
class Negotiating:
    """How visions move in a large group."""

    pull_of_own_group: float = parameter(
        0.2, unit="share", low=0, high=1, source="assumption",
        doc="How far a group's members come closer when they put their own vision together.",
    )
    pull_of_others: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="How far an open mind moves towards what all groups could share, in one workshop.",
    )
    tolerance: float = parameter(
        0.12, unit="position", low=0, high=1, source="assumption",
        doc="Mean distance from one's own vision up to which a proposal can be lived with.",
    )
    defeat: float = parameter(
        0.3, unit="share", low=0, high=1, source="assumption",
        doc="Motivation and support lost by those who cannot live with what was voted.",
    )
    full_session: float = parameter(
        16.0, unit="hours", low=0.5, high=200, source="assumption",
        doc="Hours of the facilitator from which a workshop has its full effect: two days.",
    )
    visualisation: bool = switch(
        True, thesis="S76", doc="Groups see each other's visions before they negotiate."
    )


@dataclass(frozen=True, slots=True)
class Room:
    """Who is there, by group."""

    rows: Integers
    bodies: Integers
    labels: np.ndarray
    visions: Floats
    pliancy: Floats

    @property
    def groups(self) -> int:
        """Number of groups of one interest."""
        return len(np.unique(self.labels))


def room_of(session: Session, firms: Firms, bodies: Bodies, markets: Markets) -> Room:
    """Return the room of a session."""
    rows, present = session.rows, session.bodies
    labels = np.concatenate([
        markets.family[firms.product[rows]], BODIES_FROM + bodies.kind[present].astype(np.int64),
    ])
    visions = np.concatenate([firms.vision[rows].astype(np.float64), bodies.vision[present]])
    pliancy = np.concatenate([firms.openness[rows], bodies.engagement[present]])
    return Room(rows, present, labels, visions, pliancy)


def negotiate(
    session: Session, firms: Firms, bodies: Bodies, markets: Markets, negotiating: Negotiating,
    strength: float, seeing: float, vote: bool,
) -> None:
    """Let the room work for one workshop; `seeing` is the share of visions made visible."""
    room = room_of(session, firms, bodies, markets)
    if room.groups < 2:
        return
    seen = strength * seeing if negotiating.visualisation else 0.0
    visions = _work_out(room, negotiating, seen)
    held_by_now = 1.0 - (1.0 - seen) ** (session.number + 1)
    proposal = _proposal(room, visions, held_by_now)
    accepting = accepts(visions, proposal, negotiating.tolerance)
    n = len(room.rows)
    firms.vision[room.rows] = visions[:n]
    bodies.vision[room.bodies] = visions[n:]
    if vote:
        losing = room.rows[~accepting[:n]]
        firms.motivation[losing] *= 1.0 - negotiating.defeat
        firms.support[losing] *= 1.0 - negotiating.defeat
    agreed, least = acceptability(accepting, room.labels)
    session.record.update(
        vision_distance=vision_distance(visions, room.labels), acceptability=agreed,
        least_acceptability=least, losing=float(1.0 - accepting.mean()),
        groups=float(room.groups),
    )


def _work_out(room: Room, negotiating: Negotiating, seen: float) -> Floats:
    """Return the visions after the groups of one interest and the mixed groups."""
    visions = room.visions.copy()
    for label in np.unique(room.labels):
        mine = room.labels == label
        own = visions[mine].mean(axis=0)
        visions[mine] += negotiating.pull_of_own_group * seen * (own - visions[mine])
    common = group_means(visions, room.labels).mean(axis=0)
    pull = negotiating.pull_of_others * seen * room.pliancy[:, None]
    visions += pull * (common - visions)
    return visions


def _proposal(room: Room, visions: Floats, seen: float) -> Floats:
    """Return what is put to the vote."""
    _, sizes = np.unique(room.labels, return_counts=True)
    means = group_means(visions, room.labels)
    largest: Floats = means[int(np.argmax(sizes))]
    proposal: Floats = seen * means.mean(axis=0) + (1.0 - seen) * largest
    return proposal
