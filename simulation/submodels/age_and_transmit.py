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
    Flags,
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
    ),
    compiled=True,
)
def age_and_transmit(
    firms: Firms, ties: Ties, population: Population, handing: AgeAndTransmit, clock: Clock,
    events: EventLog, draw: Draws,
) -> None:
    """Owners age, look for somebody to take over, and hand on."""
    youth = float(population.people[ADULT] / population.at_start[ADULT])
    search = handing.search if handing.scarce_successors else np.inf
    found, handed_on = np.zeros(firms.rows, dtype=np.bool_), np.zeros(firms.rows, dtype=np.bool_)
    turns = _age(firms, ties, handing, clock.month, youth, search, draw.key, found, handed_on)
    if turns:
        events.note(Kind.SUCCESSOR_FOUND, clock.month, firms.id, found)
        events.note(Kind.TRANSMITTED, clock.month, firms.id, handed_on, values=firms.age)


@njit(cache=True)
def _age(
    firms: Firms, ties: Ties, handing: AgeAndTransmit, month: int, youth: float, search: float,
    key: np.uint64, found: Flags, handed_on: Flags,
) -> int:
    turns = 0
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        firms.age[i] = min(100.0, firms.age[i] + 1.0 / 12.0)
        old = month - firms.founded[i]
        if firms.stage[i] == Stage.CREATION and old >= CREATED:
            firms.stage[i] = Stage.GROWTH
            firms.stage_since[i] = month
        elif firms.stage[i] == Stage.GROWTH and old >= GROWN:
            firms.stage[i] = Stage.MATURITY
            firms.stage_since[i] = month
        elif firms.stage[i] == Stage.TRANSMISSION and month - firms.stage_since[i] >= CREATED:
            firms.stage[i] = Stage.MATURITY
        earning = firms.profit[i] > 0.0
        if firms.age[i] >= handing.search_from and firms.successor[i] == 0 and earning:
            trusted = 0.0
            for d in range(ties.neighbour.shape[1]):
                if ties.neighbour[i, d] >= 0:
                    trusted += ties.trust[i, d]
            chance = search * youth * (1.0 + handing.embeddedness * min(1.0, trusted / 5.0))
            if uniform(key, i, 0) < chance:
                firms.successor[i] = 1
                found[i] = True
                turns += 1
        ready = (
            firms.successor[i] == 1
            and firms.age[i] >= handing.hand_on_from
            and uniform(key, i, 1) < handing.hand_on
        )
        if not ready and not (earning and uniform(key, i, 2) < handing.sale * youth):
            continue
        found[i], handed_on[i] = False, True
        turns += 1
        firms.successor[i] = 0
        firms.age[i] = 27.0 + 15.0 * uniform(key, i, 3)
        firms.stage[i] = Stage.TRANSMISSION
        firms.stage_since[i] = month
        openness = 0.5 * firms.openness[i] + 0.3 + 0.12 * normal(key, i, 4)
        firms.openness[i] = min(1.0, max(0.05, openness))
        firms.life_project[i] = min(1.0, max(0.0, firms.life_project[i] + 0.1 * normal(key, i, 6)))
        firms.habits[i] *= 0.6
        firms.confidence[i] = 0.5 + 0.2 * uniform(key, i, 8)
        kept = handing.kept_in_transfer
        firms.skills[i, 0] *= kept + (1.0 - kept) * firms.internal_dialogue[i]
        for d in range(ties.neighbour.shape[1]):
            j = ties.neighbour[i, d]
            if j >= 0:
                ties.trust[i, d] *= handing.shaken_trust
                ties.trust[j, ties.mirror[i, d]] *= handing.shaken_trust
    return turns
