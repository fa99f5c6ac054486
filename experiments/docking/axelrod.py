"""Axelrod (1997): who is alike meets more, and who meets becomes more alike.

Everybody has a trait on each of some features. One at random meets a neighbour at random, with a
chance equal to the share of features on which they agree, and takes over the neighbour's trait on
one on which they do not. In the end neighbours share all or nothing. Published: with few traits
one culture remains, with many traits and few features several.

Of this model: `exchange_knowledge` says the same two sentences of firms. They understand each other
as far as their languages are close (`similarity.closeness`), and a meeting that worked brings
languages nearer (`coming_closer.step_towards`). Here traits have names, the distance between two
different ones is 1, and the step goes the whole way on one feature.
Shapes: N people, F features: culture (N, F).
Source: axelrod1997, as a replicator quotes it, for the rule and the orders. Its table rests on ten
runs of a number whose standard deviation is up to 3 (3.2 regions for five features of ten traits,
where 4.3 are found here), so every number aimed at is of 300 runs of another implementation,
written for this project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numba import njit

from experiments.docking.networks import lattice, neighbours_of, parts_of
from experiments.docking.paper import Paper, Picture
from experiments.docking.settings import setting
from experiments.docking.targets import STATED, Above, Level, Target
from simulation.declarations import Floats, Integers
from simulation.instruments.coming_closer import step_towards
from simulation.instruments.similarity import closeness
from simulation.language import msg
from simulation.randomness import derive, uniform

START, MEET = 0, 1


@dataclass(frozen=True)
class Axelrod:
    """The paper's settings."""

    n_agents: int = setting(100, low=1, high=10_000, doc="People, on a lattice of rows.")
    features: int = setting(5, low=1, high=1_000, symbol="F", doc="Features of a culture.")
    traits: int = setting(10, low=1, high=10_000, symbol="q", doc="Traits that a feature can have.")
    most_meetings: int = setting(100_000, low=1, high=10**7, doc="Meetings per person at most.")


def live(asked: Axelrod, graph: Integers | None, key: np.uint64) -> Iterator[Mapping[str, float]]:
    """Meet until neighbours share all or nothing; return the regions of one culture."""
    n = asked.n_agents
    edges = lattice(n) if graph is None else graph
    begins, partner = neighbours_of(edges, n)
    culture = _at_start(n, asked.features, asked.traits, np.uint64(derive(key, START)))
    meetings, settled = _meet(
        culture, edges, begins, partner, asked.most_meetings * n, np.uint64(derive(key, MEET))
    )
    alike = (culture[edges[:, 0]] == culture[edges[:, 1]]).all(axis=1)
    regions = parts_of(edges[alike], n)
    yield {
        "regions": float(regions.max() + 1),
        "cultures": float(len(np.unique(culture, axis=0))),
        "largest": float(np.bincount(regions).max() / n),
        "meetings": float(meetings),
        "settled": float(settled),
    }


@njit(cache=True)
def _at_start(n: int, features: int, traits: int, key: np.uint64) -> Floats:
    culture = np.empty((n, features))
    for i in range(n):
        for f in range(features):
            culture[i, f] = int(uniform(key, i, f) * traits)
    return culture


@njit(cache=True)
def _meet(
    culture: Floats, edges: Integers, begins: Integers, partner: Integers, most: int,
    key: np.uint64,
) -> tuple[int, bool]:  # fmt: skip
    n, features = culture.shape
    nothing = np.zeros(features)
    apart = np.empty(features)
    for meeting in range(most):
        if meeting % max(1, len(partner)) == 0 and not _any_change(culture, edges):
            return meeting, True
        i = int(uniform(key, meeting, 0) * n)
        if begins[i] == begins[i + 1]:
            continue
        j = partner[begins[i] + int(uniform(key, meeting, 1) * (begins[i + 1] - begins[i]))]
        differing = 0
        for f in range(features):
            apart[f] = 1.0 if culture[i, f] != culture[j, f] else 0.0
            differing += int(apart[f])
        if differing == 0 or uniform(key, meeting, 2) >= closeness(apart, nothing):
            continue
        chosen = int(uniform(key, meeting, 3) * differing)
        for f in range(features):
            if apart[f] == 1.0:
                if chosen == 0:
                    culture[i, f] += step_towards(culture[i, f], culture[j, f], 1.0)
                chosen -= 1
    return most, False


@njit(cache=True)
def _any_change(culture: Floats, edges: Integers) -> bool:
    for e in range(len(edges)):
        shared = 0
        for f in range(culture.shape[1]):
            shared += culture[edges[e, 0], f] == culture[edges[e, 1], f]
        if 0 < shared < culture.shape[1]:
            return True
    return False


FEATURES, TRAITS = (5, 10, 15), (5, 10, 15)
REGIONS = {
    5: ((1.09, 0.02), (4.35, 0.17), (19.95, 0.52)),
    10: ((1.00, 0.01), (1.05, 0.02), (1.61, 0.05)),
    15: ((1.00, 0.01), (1.00, 0.01), (1.05, 0.02)),
}
"""Regions left and the error of that mean, along the traits, by features."""
TENS = 3
"""From so many regions on, the margins are those of a number of regions, not of one or two."""


def targets() -> tuple[Target, ...]:
    """Return the paper's statements and the numbers behind them."""

    def at(features: int, traits: int) -> dict[str, int]:
        return {"features": features, "traits": traits}

    wanted: list[Target] = [
        # More traits: more regions; more features: fewer.
        Above("regions", at(5, 15), at(5, 10), origin=STATED),
        Above("regions", at(5, 10), at(5, 5), origin=STATED),
        Above("regions", at(5, 15), at(15, 15), origin=STATED),
        Above("regions", at(10, 15), at(15, 15), origin=STATED),
    ]
    for features, line in REGIONS.items():
        for traits, (value, error) in zip(TRAITS, line, strict=True):
            margin, quick = (0.15, 0.6) if value < TENS else (0.1 * value, 0.35 * value)
            wanted.append(Level("regions", at(features, traits), value, margin, quick, error))
    return tuple(wanted)


PAPER = Paper(
    name="axelrod",
    title=msg("Axelrod (1997): who is alike meets more and becomes more alike"),
    settings=Axelrod,
    live=live,
    sweeps=({"features": FEATURES, "traits": TRAITS},),
    runs={"quick": 60, "full": 2_000},
    targets=targets(),
    outcomes={"regions": msg("regions of one culture")},
    picture=Picture(x="traits", panels=("regions",), lines="features"),
)
