"""Owners visit peers in another territory: contacts outside, and skills of the frontier.

Channel: contacts outside the territory, and what is seen and understood of the hosts' skills; in
territories side by side the hosts are real and learn from their visitors too.
Settings: `bridge` (0 to 1, default 0.5: how far a visitor without a territory of peers at hand is
understood elsewhere: a common tongue, interpreters).
Fails: without a language bridge; where the hosts are too far ahead, or have nothing new.
Source: nooteboom2007; concepts S44, S51, S98.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.session import Session
from simulation.declarations import Floats, method, parameter, parameters, switch
from simulation.entities.elsewhere import Elsewhere, Guest
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.similarity import closeness, distance, learnable
from simulation.randomness import uniform


@parameters
class PeerVisits:
    """What a visit leaves."""

    contact: float = parameter(
        0.3, unit="share per visit", low=0, high=1, source="assumption",
        doc="Share of the missing contacts outside that a visit which worked gives.",
    )
    lesson: float = parameter(
        0.1, unit="share of the gap", low=0, high=1, source="assumption",
        doc="Share of what the hosts know better that a visitor takes home at the best distance.",
    )
    best_distance: float = parameter(
        0.25, unit="level", low=0, high=1, source="nooteboom2007",
        doc="Distance of skills at which most is learned.",
    )
    distance_width: float = parameter(
        0.15, unit="level", low=0.01, high=2, source="nooteboom2007",
        doc="How far from it learning is still good.",
    )
    preparation: float = parameter(
        0.4, unit="share", low=0, high=1, source="assumption",
        doc="How far a well prepared visit makes up for reserve on both sides.",
    )
    full_session: float = parameter(
        16.0, unit="hours", low=0.5, high=200, source="assumption",
        doc="Hours of preparation and company from which a visit has its full effect.",
    )
    language_bridge: bool = switch(
        True, thesis="S51 S04", doc="Visitors learn only what they can understand."
    )


@method(levels=(1, 3), capability="relations", remedies="skill")
def peer_visits(
    session: Session, firms: Firms, markets: Markets, elsewhere: Elsewhere, visits: PeerVisits
) -> None:
    """Owners visit peers in another territory: contacts outside, and skills of the frontier."""
    strength = session.strength(visits.full_session)
    if strength == 0.0 or len(session.rows) == 0:
        return
    worked = 0
    for row in session.rows.tolist():
        host = -1
        seen: Floats = markets.frontier
        if not elsewhere.alone:
            host = int(uniform(session.key, row, 1) * len(elsewhere.rows))
            seen = elsewhere.skills[host]
        if uniform(session.key, row, 0) >= _understood(
            session, firms, elsewhere, visits, row, host, strength
        ):
            continue
        worked += 1
        if host >= 0:
            elsewhere.guests.append(
                Guest(int(elsewhere.rows[host]), firms.skills[row].copy(), strength)
            )
        firms.outside[row] += visits.contact * strength * (1.0 - firms.outside[row])
        firms.skills[row] += lesson(
            firms.skills[row], seen, float(firms.internal_dialogue[row]), strength, visits
        )
    session.record["visits"] = worked / len(session.rows)


def _understood(
    session: Session, firms: Firms, elsewhere: Elsewhere, visits: PeerVisits, row: int, host: int,
    strength: float,
) -> float:
    """Return the chance that visitor and host understand each other: none without a bridge."""
    ready = 0.5 + 0.5 * float(firms.openness[row])
    if host < 0:
        bridge = min(1.0, max(0.0, float(session.settings.get("bridge", 0.5))))
    else:
        bridge = elsewhere.bridge * closeness(firms.language[row], elsewhere.language[host])
        ready = 0.5 + 0.5 * float(np.sqrt(firms.openness[row] * elsewhere.openness[host]))
    if not visits.language_bridge:
        bridge = 1.0
    return bridge * (ready + visits.preparation * strength * (1.0 - ready))


def lesson(
    own: Floats, seen: Floats, dialogue: float, strength: float, visits: PeerVisits
) -> Floats:
    """Return what one takes from the skills that one saw (K,)."""
    passing = visits.lesson * strength * dialogue
    passing *= learnable(distance(own, seen), visits.best_distance, visits.distance_width)
    taken: Floats = passing * np.maximum(0.0, seen - own)
    return taken
