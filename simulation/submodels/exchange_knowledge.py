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

from simulation.blocks import Blocks
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
from simulation.entities.markets import Markets
from simulation.entities.meetings import OUTSIDE, Meetings
from simulation.entities.ties import Relations, Ties, place_of
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
    learning: ExchangeKnowledge, blocks: Blocks, draw: Draws,
) -> None:
    """Firms that meet learn from each other what the other knows better."""
    mutual, receptive = np.empty(meetings.count), np.empty(meetings.count)
    blocks.sweep(
        _understand, meetings.count, firms.alive, firms.openness, firms.skills, firms.language,
        ties.neighbour, ties.mirror, ties.trust, meetings.first, meetings.second,
        meetings.setting, meetings.ease, markets.frontier, learning.best_distance,
        learning.distance_width, learning.understanding_without_trust,
        learning.common_language, draw.key, meetings.worked, mutual, receptive,
    )
    blocks.sweep(
        _learn, firms.rows, firms.alive, firms.product, firms.internal_dialogue,
        firms.skills.copy(), firms.language.copy(), firms.principles.copy(), meetings.begins,
        meetings.seats, meetings.first, meetings.second, meetings.worked, mutual, receptive,
        markets.frontier, markets.jargon, learning.absorption if learning.pooling else 0.0,
        learning.language_convergence, learning.jargon,
        learning.socialisation_rate if learning.socialisation else 0.0,
        relations.trusted_from, learning.outside_contact, learning.outside_fading,
        firms.skills, firms.language, firms.principles, firms.outside, firms.gained,
        meetings.gain,
    )
    blocks.sweep(
        _count_messages, firms.rows, meetings.begins, meetings.seats, meetings.second,
        meetings.gain, firms.sent, firms.received,
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _understand(
    begin: int, end: int, alive: Flags, openness: Floats, skills: Floats, language: Floats,
    neighbour: Integers, mirror: Bytes, trust: Floats, first: Integers, second: Integers,
    setting: Bytes, ease: Floats, frontier: Floats, best_distance: float, distance_width: float,
    understanding_without_trust: float, common_language: bool, key: np.uint64, worked: Flags,
    mutual: Floats, receptive: Floats,
) -> None:
    """Say which meetings work, on how much trust, and how well one can learn from the other."""
    for m in range(begin, end):
        i, j = first[m], second[m]
        mutual[m] = 0.0
        if j == OUTSIDE:
            worked[m] = alive[i] and uniform(key, i, 0) < openness[i]
            apart = distance(skills[i], frontier)
        else:
            d = place_of(neighbour, i, j)
            if d >= 0:
                mutual[m] = 0.5 * (trust[i, d] + trust[j, mirror[i, d]])
            chance = understanding_without_trust + (1.0 - understanding_without_trust) * mutual[m]
            chance *= 0.5 + 0.5 * np.sqrt(openness[i] * openness[j])
            if common_language:
                chance *= closeness(language[i], language[j])
            chance += ease[m] * (1.0 - chance)
            pair = max(i, j) * 64 + setting[m]
            worked[m] = alive[i] and uniform(key, min(i, j), pair) < chance
            apart = distance(skills[i], skills[j])
        receptive[m] = learnable(apart, best_distance, distance_width)


@njit(cache=True, nogil=True, error_model="numpy")
def _learn(
    begin: int, end: int, alive: Flags, product: Shorts, internal_dialogue: Floats, known: Floats,
    spoken: Floats, held: Floats, begins: Integers, seats: Integers, first: Integers,
    second: Integers, worked: Flags, mutual: Floats, receptive: Floats, frontier: Floats,
    jargon_of: Floats, absorption: float, language_convergence: float, jargon: float,
    socialisation: float, trusted_from: float, outside_contact: float, outside_fading: float,
    skills: Floats, language: Floats, principles: Floats, outside: Floats, gained: Floats,
    gain: Floats,
) -> None:
    for i in range(begin, end):
        gained[i] = 0.0
        if not alive[i]:
            continue
        outside[i] *= 1.0 - outside_fading
        for v in range(language.shape[1]):
            language[i, v] += step_towards(language[i, v], jargon_of[product[i], v], jargon)
        for seat in seats[begins[i] : begins[i + 1]]:
            m, side = seat // 2, seat % 2
            if not worked[m]:
                continue
            j = second[m] if side == 0 else first[m]
            passing = absorption * internal_dialogue[i] * receptive[m]
            if j == OUTSIDE:
                outside[i] += outside_contact * (1.0 - outside[i])
                gain[m, side] = _take(skills, known, i, frontier, passing)
                gained[i] += gain[m, side]
                continue
            gain[m, side] = _take(skills, known, i, known[j], passing)
            gained[i] += gain[m, side]
            for v in range(language.shape[1]):
                language[i, v] += step_towards(language[i, v], spoken[j, v], language_convergence)
            if mutual[m] >= trusted_from:
                for v in range(principles.shape[1]):
                    principles[i, v] += step_towards(principles[i, v], held[j, v], socialisation)


@njit(cache=True)
def _take(skills: Floats, known: Floats, i: int, other: Floats, passing: float) -> float:
    """Take over what the other knows better; what others taught this month is not taken twice."""
    taken = 0.0
    for k in range(skills.shape[1]):
        step = max(0.0, min(passed(known[i, k], other[k], passing), other[k] - skills[i, k]))
        skills[i, k] += step
        taken += step
    return taken


@njit(cache=True, nogil=True)
def _count_messages(
    begin: int, end: int, begins: Integers, seats: Integers, second: Integers, gain: Floats,
    sent: Shorts, received: Shorts,
) -> None:
    for i in range(begin, end):
        sent[i] = 0
        received[i] = 0
        for seat in seats[begins[i] : begins[i + 1]]:
            m = seat // 2
            if second[m] >= 0:
                received[i] += gain[m, seat % 2] > NOTICED
                sent[i] += gain[m, 1 - seat % 2] > NOTICED
