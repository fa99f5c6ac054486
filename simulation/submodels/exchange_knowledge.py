"""Firms that meet learn from each other what the other knows better.

A meeting works more easily with trust, a shared language and open owners. What passes depends on
how far apart the two are: too near brings nothing new, too far is not understood. What the owner
learns becomes practice as far as people talk to each other inside the firm. Languages and, among
the trusting, principles come a little closer.

Shapes: F firms, K skills, V values, D ties, M meetings. In: skills (F, K), language,
principles (F, V), trust (F, D), meetings. Out: skills (F, K), language, principles (F, V), gain
(M, 2), sent, received, outside (F).
Source: cowan2004 (exchange on ties), nooteboom2007 (inverted U in cognitive distance).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import (
    Floats,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations
from simulation.entities.markets import Markets
from simulation.entities.meetings import OUTSIDE, Meetings
from simulation.entities.ties import Ties, place_of
from simulation.instruments.coming_closer import passed, step_towards
from simulation.instruments.similarity import closeness, distance, learnable
from simulation.randomness import Draws, uniform

NOTICED = 1e-4
"""What is learned below this is no message: nobody would remember it."""


@parameters
class ExchangeKnowledge:
    """How much passes in one meeting, and between whom."""

    absorption: float = parameter(
        0.1, unit="share per meeting", low=0, high=1, source="cowan2004",
        doc="Share of the gap that a fully receptive firm closes in one meeting.",
    )
    best_distance: float = parameter(
        0.25, unit="level", low=0, high=1, source="nooteboom2007",
        doc="Distance of skills at which most is learned.",
    )
    distance_width: float = parameter(
        0.15, unit="level", low=0.01, high=2, source="nooteboom2007",
        doc="How far from it learning is still good.",
    )
    understanding_without_trust: float = parameter(
        0.5, unit="chance", low=0, high=1, source="assumption",
        doc="Chance that strangers of one language and full openness understand each other.",
    )
    language_convergence: float = parameter(
        0.02, unit="share per meeting", low=0, high=1, source="axelrod1997",
        doc="How much of the distance of languages a meeting that worked takes away.",
    )
    jargon: float = parameter(
        0.02, unit="share per month", low=0, high=1, source="assumption",
        doc="How far the own trade draws a firm's language back to its way of speaking.",
    )
    socialisation_rate: float = parameter(
        0.01, unit="share per meeting", low=0, high=1, source="assumption",
        doc="How much of the distance of principles a meeting with a trusted partner takes away.",
    )
    outside_contact: float = parameter(
        0.15, unit="share per meeting", low=0, high=1, source="assumption",
        doc="How much a meeting outside strengthens contacts there.",
    )
    outside_fading: float = parameter(
        0.01, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast contacts outside weaken.",
    )
    pooling: bool = switch(True, thesis="S07 C1", doc="Firms learn from those they meet.")
    common_language: bool = switch(
        True, thesis="S04 S07 C1", doc="Understanding needs a common language."
    )
    socialisation: bool = switch(
        True, thesis="S15 C3", doc="Trusted partners take on each other's principles."
    )


@submodel(
    writes=(
        "firms.skills", "firms.language", "firms.principles", "firms.gained", "firms.sent",
        "firms.received", "firms.outside", "meetings.worked", "meetings.gain",
    ),
    compiled=True,
)
def exchange_knowledge(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, relations: Relations,
    learning: ExchangeKnowledge, draw: Draws,
) -> None:
    """Firms that meet learn from each other what the other knows better."""
    known, spoken, held = firms.skills.copy(), firms.language.copy(), firms.principles.copy()
    _fade(firms, markets, learning)
    _exchange(firms, ties, meetings, markets, relations, learning, known, spoken, held, draw.key)


@njit(cache=True)
def _fade(firms: Firms, markets: Markets, learning: ExchangeKnowledge) -> None:
    """Begin the month: contacts outside weaken, and each falls back into its trade's jargon."""
    firms.gained[:] = 0.0
    firms.sent[:] = 0
    firms.received[:] = 0
    for i in range(firms.rows):
        if firms.alive[i]:
            firms.outside[i] *= 1.0 - learning.outside_fading
            for v in range(firms.language.shape[1]):
                firms.language[i, v] += step_towards(
                    firms.language[i, v], markets.jargon[firms.product[i], v], learning.jargon
                )


# Meeting by meeting: what two firms are to each other is worked out once for both. All compare
# what was known, spoken and held before, so the order of meetings changes nothing but sums.
@njit(cache=True, error_model="numpy")
def _exchange(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, relations: Relations,
    learning: ExchangeKnowledge, known: Floats, spoken: Floats, held: Floats, key: np.uint64,
) -> None:
    absorption = learning.absorption if learning.pooling else 0.0
    socialisation = learning.socialisation_rate if learning.socialisation else 0.0
    for m in range(meetings.count):
        i, j = meetings.first[m], meetings.second[m]
        if j == OUTSIDE:
            meetings.worked[m] = firms.alive[i] and uniform(key, i, 0) < firms.openness[i]
            if meetings.worked[m]:
                firms.outside[i] += learning.outside_contact * (1.0 - firms.outside[i])
                apart = distance(known[i], markets.frontier)
                passing = absorption * firms.internal_dialogue[i]
                passing *= learnable(apart, learning.best_distance, learning.distance_width)
                meetings.gain[m, 0] = _take(firms.skills, known, i, markets.frontier, passing)
                firms.gained[i] += meetings.gain[m, 0]
            continue
        mutual = 0.0
        d = place_of(ties, i, j)
        if d >= 0:
            mutual = 0.5 * (ties.trust[i, d] + ties.trust[j, ties.mirror[i, d]])
        without = learning.understanding_without_trust
        chance = without + (1.0 - without) * mutual
        chance *= 0.5 + 0.5 * np.sqrt(firms.openness[i] * firms.openness[j])
        if learning.common_language:
            chance *= closeness(spoken[i], spoken[j])
        chance += meetings.ease[m] * (1.0 - chance)
        pair = max(i, j) * 64 + meetings.setting[m]
        if uniform(key, min(i, j), pair) >= chance:
            continue
        meetings.worked[m] = firms.alive[i]
        apart = distance(known[i], known[j])
        receptive = learnable(apart, learning.best_distance, learning.distance_width)
        for side in range(2):
            taker, giver = (i, j) if side == 0 else (j, i)
            if not firms.alive[taker]:
                continue
            passing = absorption * firms.internal_dialogue[taker] * receptive
            taken = _take(firms.skills, known, taker, known[giver], passing)
            meetings.gain[m, side] = taken
            firms.gained[taker] += taken
            firms.received[taker] += taken > NOTICED
            firms.sent[giver] += taken > NOTICED
            for v in range(firms.language.shape[1]):
                firms.language[taker, v] += step_towards(
                    firms.language[taker, v], spoken[giver, v], learning.language_convergence
                )
            if mutual >= relations.trusted_from:
                for v in range(firms.principles.shape[1]):
                    firms.principles[taker, v] += step_towards(
                        firms.principles[taker, v], held[giver, v], socialisation
                    )


@njit(cache=True, error_model="numpy")
def _take(skills: Floats, known: Floats, i: int, other: Floats, passing: float) -> float:
    """Take over what the other knows better; what others taught this month is not taken twice."""
    taken = 0.0
    for k in range(skills.shape[1]):
        step = max(0.0, min(passed(known[i, k], other[k], passing), other[k] - skills[i, k]))
        skills[i, k] += step
        taken += step
    return taken
