"""Are the networks more than chance? The firms in networks against rewired copies of their ties.

The null keeps each firm's number of strong ties and nothing else.
Shapes: `draws` rewired graphs. Source: maslov2002; concepts S04, S39.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.entities.joint_work import Relations
from simulation.instruments.rewired_null import edges_of, grouped, rewired
from simulation.randomness import Draws
from simulation.scenario import parameter_values
from simulation.submodels.recognise_networks import RecogniseNetworks, strong_ties

if TYPE_CHECKING:
    from simulation.declarations import Integers
    from simulation.model import Territory


@dataclass(frozen=True)
class AgainstNull:
    """Firms in groups here and in the rewired copies; `p` counts copies that reach as many."""

    observed: int
    expected: float
    spread: float
    draws: int
    p: float

    @property
    def z(self) -> float:
        """Distance from chance in standard deviations (at least half a firm for one)."""
        return (self.observed - self.expected) / max(0.5, self.spread)


def networks_against_null(territory: Territory, draws: int = 99, seed: int = 0) -> AgainstNull:
    """Compare the firms in networks of a territory, as it is now, with rewired copies."""
    values = parameter_values(territory.scenario)
    relations, recognition = values[Relations], values[RecogniseNetworks]
    ties = territory.ties
    since = territory.clock.step - round(recognition.joint_within)
    strong = strong_ties(ties, relations, since)
    edges = edges_of(ties.neighbour, strong)
    return edges_against_null(
        edges, territory.firms.rows, round(recognition.least_members), draws, seed
    )


def edges_against_null(
    edges: Integers, firms: int, least_members: int, draws: int = 99, seed: int = 0
) -> AgainstNull:
    """Compare the firms in groups of a graph (E, 2) with rewired copies of it."""
    observed = grouped(edges, firms, least_members)
    chance = Draws(seed, "networks_against_null")
    by_chance = np.empty(draws)
    for number in range(draws):
        chance.turn(number)
        by_chance[number] = grouped(rewired(edges, firms, chance.key), firms, least_members)
    reached = 1 + int((by_chance >= observed).sum())
    return AgainstNull(
        observed, float(by_chance.mean()), float(by_chance.std()), draws, reached / (draws + 1)
    )
