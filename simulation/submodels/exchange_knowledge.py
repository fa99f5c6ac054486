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
    Bytes,
    Flags,
    Floats,
    Integers,
    Shorts,
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
    )
)
def exchange_knowledge(
    firms: Firms, ties: Ties, meetings: Meetings, markets: Markets, relations: Relations,
    learning: ExchangeKnowledge, draw: Draws,
) -> None:
    """Firms that meet learn from each other what the other knows better."""
    known, spoken, held = firms.skills.copy(), firms.language.copy(), firms.principles.copy()
    _fade(
        firms.alive, firms.product, markets.jargon, learning.jargon, learning.outside_fading,
        firms.language, firms.outside, firms.gained, firms.sent, firms.received,
    )
    _exchange(
        meetings.count, meetings.first, meetings.second, meetings.setting, meetings.ease,
        firms.alive, firms.openness, firms.internal_dialogue, known, spoken, held,
        ties.neighbour, ties.mirror, ties.trust, markets.frontier,
        learning.absorption if learning.pooling else 0.0, learning.best_distance,
        learning.distance_width, learning.understanding_without_trust,
        learning.common_language, learning.language_convergence,
        learning.socialisation_rate if learning.socialisation else 0.0,
        relations.trusted_from, learning.outside_contact, draw.key, firms.skills,
        firms.language, firms.principles, firms.outside, firms.gained, firms.sent,
        firms.received, meetings.worked, meetings.gain,
    )


@njit(cache=True)
def _fade(
    alive: Flags, product: Shorts, jargon_of: Floats, jargon: float, outside_fading: float,
    language: Floats, outside: Floats, gained: Floats, sent: Shorts, received: Shorts,
) -> None:
    """Begin the month: contacts outside weaken, and each falls back into its trade's jargon."""
    gained[:] = 0.0
    sent[:] = 0
    received[:] = 0
    for i in range(len(alive)):
        if alive[i]:
            outside[i] *= 1.0 - outside_fading
            for v in range(language.shape[1]):
                language[i, v] += step_towards(language[i, v], jargon_of[product[i], v], jargon)


# Meeting by meeting: what two firms are to each other is worked out once for both. All compare
# what was known, spoken and held before, so the order of meetings changes nothing but sums.
@njit(cache=True, error_model="numpy")
def _exchange(
    count: int, first: Integers, second: Integers, setting: Bytes, ease: Floats, alive: Flags,
    openness: Floats, internal_dialogue: Floats, known: Floats, spoken: Floats, held: Floats,
    neighbour: Integers, mirror: Bytes, trust: Floats, frontier: Floats, absorption: float,
    best_distance: float, distance_width: float, understanding_without_trust: float,
    common_language: bool, language_convergence: float, socialisation: float,
    trusted_from: float, outside_contact: float, key: np.uint64, skills: Floats,
    language: Floats, principles: Floats, outside: Floats, gained: Floats, sent: Shorts,
    received: Shorts, worked: Flags, gain: Floats,
) -> None:
    for m in range(count):
        i, j = first[m], second[m]
        if j == OUTSIDE:
            worked[m] = alive[i] and uniform(key, i, 0) < openness[i]
            if worked[m]:
                outside[i] += outside_contact * (1.0 - outside[i])
                apart = distance(known[i], frontier)
                passing = absorption * internal_dialogue[i]
                passing *= learnable(apart, best_distance, distance_width)
                gain[m, 0] = _take(skills, known, i, frontier, passing)
                gained[i] += gain[m, 0]
            continue
        mutual = 0.0
        d = place_of(neighbour, i, j)
        if d >= 0:
            mutual = 0.5 * (trust[i, d] + trust[j, mirror[i, d]])
        chance = understanding_without_trust + (1.0 - understanding_without_trust) * mutual
        chance *= 0.5 + 0.5 * np.sqrt(openness[i] * openness[j])
        if common_language:
            chance *= closeness(spoken[i], spoken[j])
        chance += ease[m] * (1.0 - chance)
        pair = max(i, j) * 64 + setting[m]
        if uniform(key, min(i, j), pair) >= chance:
            continue
        worked[m] = alive[i]
        apart = distance(known[i], known[j])
        receptive = learnable(apart, best_distance, distance_width)
        for side in range(2):
            taker, giver = (i, j) if side == 0 else (j, i)
            if not alive[taker]:
                continue
            passing = absorption * internal_dialogue[taker] * receptive
            taken = _take(skills, known, taker, known[giver], passing)
            gain[m, side] = taken
            gained[taker] += taken
            received[taker] += taken > NOTICED
            sent[giver] += taken > NOTICED
            for v in range(language.shape[1]):
                language[taker, v] += step_towards(
                    language[taker, v], spoken[giver, v], language_convergence
                )
            if mutual >= trusted_from:
                for v in range(principles.shape[1]):
                    principles[taker, v] += step_towards(
                        principles[taker, v], held[giver, v], socialisation
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
