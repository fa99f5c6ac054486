"""Owners age, look for somebody to take over, and hand on; some sell before their time.

Finding a successor needs young people, a firm that earns, and somebody who knows of it: the
embedded are found more easily. A hand-over opens the firm and shakes its relations.

Shapes: F firms, D ties. In: profit (F), trust (F, D), people. Out: age, successor, stage, openness,
habits, confidence (F), trust (F, D).
Source: facts 2.3 (a third of transfers at risk; 1.9 to 2.7 % of firms transferred a year);
concepts S02, S34.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import (
    Bytes,
    Flags,
    Floats,
    Integers,
    parameter,
    parameters,
    submodel,
    switch,
)
from simulation.entities.community import ADULT, Population
from simulation.entities.firms import Firms, Stage
from simulation.entities.ties import Ties
from simulation.events import EventLog, Kind
from simulation.randomness import Draws, normal, uniform

CREATED, GROWN = 12, 60
"""Months after which a firm counts as created, then as mature."""


@parameters
class AgeAndTransmit:
    """How owners age and hand on."""

    search_from: float = parameter(
        55, unit="years", low=30, high=80, source="facts 2.3",
        doc="Age at which an owner starts to look for a successor.",
    )
    search: float = parameter(
        0.0055, unit="chance per month", low=0, high=1, source="facts 2.3",
        doc="Chance to find a successor for an isolated, profitable firm among usual youth.",
    )
    embeddedness: float = parameter(
        1.0, unit="times", low=0, high=10, source="assumption",
        doc="How much five trusted partners add to that chance.",
    )
    hand_on_from: float = parameter(
        60, unit="years", low=40, high=90, source="facts 2.3",
        doc="Age from which an owner with a successor hands on.",
    )
    hand_on: float = parameter(
        0.03, unit="chance per month", low=0, high=1, source="assumption",
        doc="Chance to hand on in a month, from that age.",
    )
    sale: float = parameter(
        0.0012, unit="chance per month", low=0, high=1, source="facts 2.3",
        doc="Chance that an earning firm changes hands before its owner is old.",
    )
    kept_in_transfer: float = parameter(
        0.9, unit="share", low=0, high=1, source="assumption",
        doc="Craft that passes to a successor where nobody talks in the firm; all where all do.",
    )
    shaken_trust: float = parameter(
        0.75, unit="share", low=0, high=1, source="assumption",
        doc="Trust that partners keep in a firm that has changed hands (S19).",
    )
    scarce_successors: bool = switch(
        True, thesis="C10 S34", doc="Successors are hard to find; off: whoever looks finds one."
    )


@submodel(
    writes=(
        "firms.age", "firms.successor", "firms.stage", "firms.stage_since", "firms.openness",
        "firms.life_project", "firms.habits", "firms.skills", "firms.confidence", "ties.trust",
    )
)
def age_and_transmit(
    firms: Firms, ties: Ties, population: Population, handing: AgeAndTransmit, clock: Clock,
    events: EventLog, draw: Draws,
) -> None:
    """Owners age, look for somebody to take over, and hand on."""
    youth = float(population.people[ADULT] / population.at_start[ADULT])
    search = handing.search if handing.scarce_successors else np.inf
    found, handed_on = np.zeros(firms.rows, dtype=np.bool_), np.zeros(firms.rows, dtype=np.bool_)
    turns = _age(
        firms.alive, firms.profit, firms.founded, firms.internal_dialogue, ties.neighbour,
        ties.mirror, clock.month, youth, handing.search_from, search,
        handing.embeddedness, handing.hand_on_from, handing.hand_on, handing.sale,
        handing.kept_in_transfer, handing.shaken_trust, draw.key, firms.age, firms.successor,
        firms.stage, firms.stage_since, firms.openness, firms.life_project, firms.habits,
        firms.skills, firms.confidence, ties.trust, found, handed_on,
    )
    if turns:
        events.note(Kind.SUCCESSOR_FOUND, clock.month, firms.id, found)
        events.note(Kind.TRANSMITTED, clock.month, firms.id, handed_on, values=firms.age)


@njit(cache=True)
def _age(
    alive: Flags, profit: Floats, founded: Integers, internal_dialogue: Floats,
    neighbour: Integers, mirror: Bytes, month: int, youth: float, search_from: float,
    search: float, embeddedness: float, hand_on_from: float, hand_on: float, sale: float,
    kept_in_transfer: float, shaken_trust: float, key: np.uint64, age: Floats,
    successor: Bytes, stage: Bytes, stage_since: Integers, openness: Floats,
    life_project: Floats, habits: Floats, skills: Floats, confidence: Floats, trust: Floats,
    found: Flags, handed_on: Flags,
) -> int:
    turns = 0
    for i in range(len(alive)):
        if not alive[i]:
            continue
        age[i] = min(100.0, age[i] + 1.0 / 12.0)
        old = month - founded[i]
        if stage[i] == Stage.CREATION and old >= CREATED:
            stage[i] = Stage.GROWTH
            stage_since[i] = month
        elif stage[i] == Stage.GROWTH and old >= GROWN:
            stage[i] = Stage.MATURITY
            stage_since[i] = month
        elif stage[i] == Stage.TRANSMISSION and month - stage_since[i] >= CREATED:
            stage[i] = Stage.MATURITY
        earning = profit[i] > 0.0
        if age[i] >= search_from and successor[i] == 0 and earning:
            trusted = 0.0
            for d in range(neighbour.shape[1]):
                if neighbour[i, d] >= 0:
                    trusted += trust[i, d]
            chance = search * youth * (1.0 + embeddedness * min(1.0, trusted / 5.0))
            if uniform(key, i, 0) < chance:
                successor[i] = 1
                found[i] = True
                turns += 1
        ready = successor[i] == 1 and age[i] >= hand_on_from and uniform(key, i, 1) < hand_on
        if not ready and not (earning and uniform(key, i, 2) < sale * youth):
            continue
        found[i], handed_on[i] = False, True
        turns += 1
        successor[i] = 0
        age[i] = 27.0 + 15.0 * uniform(key, i, 3)
        stage[i] = Stage.TRANSMISSION
        stage_since[i] = month
        openness[i] = min(1.0, max(0.05, 0.5 * openness[i] + 0.3 + 0.12 * normal(key, i, 4)))
        life_project[i] = min(1.0, max(0.0, life_project[i] + 0.1 * normal(key, i, 6)))
        habits[i] *= 0.6
        confidence[i] = 0.5 + 0.2 * uniform(key, i, 8)
        skills[i, 0] *= kept_in_transfer + (1.0 - kept_in_transfer) * internal_dialogue[i]
        for d in range(neighbour.shape[1]):
            j = neighbour[i, d]
            if j >= 0:
                trust[i, d] *= shaken_trust
                trust[j, mirror[i, d]] *= shaken_trust
    return turns
