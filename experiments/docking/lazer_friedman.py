"""Lazer and Friedman (2007): copying the best one knows, or trying something by oneself.

All look for a solution of the same problem. In each period everybody looks at the neighbours; who
sees a better solution than the own copies the best, who does not tries the own with one bit changed
and keeps it if better. Published: on a complex problem the better connected are ahead at first and
behind in the end; in between, those in between. The sign is no law: in experiments with people the
better connected were ahead throughout (mason2012).

Of this model: keyed draws, and nothing else. The problem, an NK landscape, has
no counterpart in it: what a firm's skills are worth to a market is additive there, without
interaction between skills. Nor does any firm of the model copy all that another does.
Shapes: N bits, 2^N solutions: worth (2^N,); agents' solutions are numbers of N bits.
Source: the abstract of lazer2007 for what is published; every number aimed at, and that simple
problems are solved by all who are connected, is of another implementation, written for this project
from the same account of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numba import njit

from experiments.docking.networks import by_chance, complete, line, neighbours_of, ring
from experiments.docking.paper import Paper, Picture
from experiments.docking.settings import setting
from experiments.docking.targets import STATED, Above, Level, Target
from simulation.declarations import Floats, Integers
from simulation.errors import InputError
from simulation.language import msg, translate
from simulation.randomness import derive, uniform

LAW, TIES, START, SEARCH = 0, 1, 2, 3
NETWORKS = ("line", "ring4", "ring10", "random", "complete", "none")
GIVEN = "graph"
MOMENTS = (1, 3, 5, 10, 15, 20, 30, 40, 60, 100, 150, 200)


@dataclass(frozen=True)
class LazerFriedman:
    """The paper's settings."""

    n_agents: int = setting(100, low=1, high=2_000, doc="Agents.")
    network: str = setting("line", choices=(*NETWORKS, GIVEN), doc="Who sees whose solution.")
    density: float = setting(0.1, low=0, high=1, doc="Share of pairs tied in the random network.")
    bits: int = setting(20, low=1, high=22, symbol="N", doc="Bits of a solution.")
    complexity: int = setting(
        5, low=0, high=15, symbol="K", doc="Other bits that each bit depends on."
    )
    peakedness: float = setting(8.0, low=0.1, high=100, doc="Power that spreads the scores.")
    periods: int = setting(200, low=1, high=100_000, doc="Periods; earlier moments are told too.")


def check(asked: LazerFriedman, graph_given: bool) -> None:
    """Raise InputError for settings that do not go together."""
    if asked.complexity >= asked.bits:
        said = translate("{value} was given; of {n} bits each has {others} others at most",
                         value=asked.complexity, n=asked.bits, others=asked.bits - 1)  # fmt: skip
        raise InputError(said, place="lazer_friedman.complexity")
    if graph_given != (asked.network == GIVEN):
        said = translate("{value} and a graph from outside do not go together", value=asked.network)
        raise InputError(said, place="lazer_friedman.network")


def live(
    asked: LazerFriedman, graph: Integers | None, key: np.uint64
) -> Iterator[Mapping[str, float]]:
    """Search for some periods; return the mean score at the moments told."""
    n = asked.n_agents
    edges = woven(asked, np.uint64(derive(key, TIES))) if graph is None else graph
    begins, partner = neighbours_of(edges, n)
    worth = landscape(asked.bits, asked.complexity, int(key))
    moments = sorted({t for t in MOMENTS if t < asked.periods} | {asked.periods})
    starts, chance = np.uint64(derive(key, START)), np.uint64(derive(key, SEARCH))
    scores = _search(
        worth, begins, partner, asked.bits, asked.peakedness, asked.periods, starts, chance
    )
    for moment in moments:
        yield {"period": moment, "score": float(scores[moment])}


def woven(asked: LazerFriedman, key: np.uint64) -> Integers:
    """Return one of the paper's networks; a ring of few agents is a complete network."""
    n = asked.n_agents
    if asked.network == "line":
        return line(n)
    if asked.network == "random":
        return by_chance(n, asked.density, key)
    if asked.network == "complete":
        return complete(n)
    if asked.network == "none":
        return np.empty((0, 2), dtype=np.int32)
    return ring(n, int(asked.network.removeprefix("ring")))


@lru_cache(maxsize=4)
def landscape(bits: int, complexity: int, key: int) -> Floats:
    """Return what each solution is worth (2^N,), as a share of the best: same run, same problem."""
    worth: Floats = _landscape(bits, complexity, np.uint64(derive(np.uint64(key), LAW)))
    return worth


@njit(cache=True)
def _landscape(bits: int, complexity: int, key: np.uint64) -> Floats:
    """Sum, over the bits, a chance number for the bit and the others that it depends on."""
    half = bits // 2
    low_part = np.zeros((bits, 1 << half), dtype=np.int64)
    high_part = np.zeros((bits, 1 << (bits - half)), dtype=np.int64)
    gives = np.empty((bits, 1 << (complexity + 1)))
    others = np.arange(bits)
    for b in range(bits):
        for x in range(1 << (complexity + 1)):
            gives[b, x] = uniform(key, b, bits + x)
        others[:] = np.arange(bits)
        others[0], others[b] = others[b], others[0]
        for place in range(1, complexity + 1):  # as many different others, drawn by lot
            y = place + int(uniform(key, b, place) * (bits - place))
            others[place], others[y] = others[y], others[place]
        for place in range(complexity + 1):
            bit = others[place]
            side, at = (low_part, bit) if bit < half else (high_part, bit - half)
            for x in range(side.shape[1]):
                side[b, x] |= ((x >> at) & 1) << place
    worth = np.zeros(1 << bits)
    low = (1 << half) - 1
    for solution in range(1 << bits):
        for b in range(bits):
            worth[solution] += gives[
                b, low_part[b, solution & low] | high_part[b, solution >> half]
            ]
    worth /= worth.max()
    return worth


@njit(cache=True)
def _search(
    worth: Floats, begins: Integers, partner: Integers, bits: int, peakedness: float, periods: int,
    starts: np.uint64, chance: np.uint64,
) -> Floats:  # fmt: skip
    n = len(begins) - 1
    held = np.empty(n, dtype=np.int64)
    for i in range(n):
        held[i] = int(uniform(starts, i, 0) * (1 << bits))
    after = held.copy()
    scores = np.zeros(periods + 1)
    for period in range(1, periods + 1):
        for i in range(n):
            best = held[i]
            for x in range(begins[i], begins[i + 1]):
                if worth[held[partner[x]]] > worth[best]:
                    best = held[partner[x]]
            if best == held[i]:
                tried = best ^ (1 << int(uniform(chance, period, i) * bits))
                if worth[tried] > worth[best]:
                    best = tried
            after[i] = best
        held[:] = after
        for i in range(n):
            scores[period] += worth[held[i]] ** peakedness / n
    return scores


AT = (5, 10, 20, 30, 60, 200)
COMPLEX = {
    "line": (0.207, 0.363, 0.576, 0.676, 0.785, 0.829),
    "ring4": (0.258, 0.443, 0.661, 0.753, 0.778, 0.778),
    "ring10": (0.339, 0.548, 0.690, 0.694, 0.694, 0.694),
    "random": (0.409, 0.551, 0.576, 0.576, 0.576, 0.576),
    "complete": (0.457, 0.538, 0.546, 0.546, 0.546, 0.546),
    "none": (0.099, 0.153, 0.236, 0.295, 0.394, 0.462),
}
"""Scores by 400 problems, three starts each, of the other implementation."""
VERY_COMPLEX = {"line": 0.570, "ring4": 0.517, "ring10": 0.468, "complete": 0.358, "none": 0.302}


def targets() -> tuple[Target, ...]:
    """Return the paper's statements and the numbers behind them."""

    def at(network: str, period: int, **others: Any) -> dict[str, Any]:
        return {"network": network, "period": period, **others}

    wanted: list[Target] = [
        Above("score", at("complete", 5), at("line", 5), by=0.1, origin=STATED),
        Above("score", at("complete", 10), at("line", 10), origin=STATED),
        Above("score", at("line", 20), at("complete", 20)),
        Above("score", at("line", 200), at("complete", 200), by=0.1, origin=STATED),
        # For a while those in between are best.
        Above("score", at("ring4", 30), at("line", 30), origin=STATED),
        Above("score", at("ring4", 30), at("complete", 30), origin=STATED),
    ]
    for network, scores in COMPLEX.items():
        wanted += [
            Level("score", at(network, period), score, margin=0.03, quick=0.12, error=0.005)
            for period, score in zip(AT, scores, strict=True)
        ]
    wanted += [
        Level("score", at(network, 30, complexity=0), 1.0, margin=0.01, quick=0.02)
        for network in ("line", "ring4", "ring10", "random", "complete")
    ]
    wanted += [
        Level("score", at(network, 200, complexity=10), score, margin=0.03, quick=0.12, error=0.005)
        for network, score in VERY_COMPLEX.items()
    ]
    return tuple(wanted)


PAPER = Paper(
    name="lazer_friedman",
    title=msg("Lazer and Friedman (2007): copying the best or trying alone"),
    settings=LazerFriedman,
    live=live,
    check=check,
    sweeps=(
        {"network": NETWORKS},
        {"network": NETWORKS, "complexity": (0, 10)},
    ),
    with_graph={"network": GIVEN},
    runs={"quick": 40, "full": 1_000},
    targets=targets(),
    outcomes={"score": msg("mean score")},
    picture=Picture(x="period", panels=("score",), lines="network", root=True),
)
