"""Fang, Lee and Schilling (2010): groups that learn apart, and a few ties between them.

An organisation of small groups in which all know each other; each tie is, with chance `crossing`,
moved to anybody. In each period everybody looks at the neighbours who do better and takes over, on
each dimension with chance `learning`, what most of them believe. Beliefs pay in blocks, and a block
pays only when it is right as a whole. Published: in the end some crossing ties are best, none and
all are worse. Of another implementation only: at first, the more the better.

Of this model: keyed draws, and nothing else. Its firms learn skills by shares of a gap, from
one partner at a time; a majority of the better-performing has no counterpart in it. The nearest is
how routines become norms by their spread (`harden_habits`).
Shapes: N people, M dimensions: beliefs (N, M) of -1, 0, 1; reality (M,) of -1, 1.
Source: the abstract of fang2010 for what is published; every number aimed at is of another
implementation, written for this project from the same account of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numba import njit

from experiments.docking.networks import caves, moved, neighbours_of
from experiments.docking.paper import Paper, Picture
from experiments.docking.settings import setting
from experiments.docking.targets import STATED, Above, Level, Peak, Target
from simulation.declarations import Bytes, Integers
from simulation.language import msg
from simulation.randomness import derive, uniform

TIES, START, LEARN = 0, 1, 2
EARLY = 30


@dataclass(frozen=True)
class FangLeeSchilling:
    """The paper's settings."""

    n_agents: int = setting(280, low=1, high=5_000, symbol="n", doc="People.")
    group_size: int = setting(7, low=1, high=5_000, doc="People in a group, about.")
    crossing: float = setting(
        0.1, low=0, high=1, symbol="beta", doc="Share of ties moved to anybody."
    )
    dimensions: int = setting(100, low=1, high=2_000, symbol="m", doc="Dimensions of reality.")
    block: int = setting(5, low=1, high=2_000, symbol="s", doc="Dimensions that pay only together.")
    learning: float = setting(0.3, low=0, high=1, symbol="p", doc="Chance to take over a belief.")
    turnover: float = setting(0.0, low=0, high=1, doc="Chance to be replaced by a newcomer.")
    turbulence: float = setting(0.0, low=0, high=1, doc="Chance that a dimension flips.")
    most_periods: int = setting(5_000, low=1, high=10**6, doc="Periods at most.")
    restless_periods: int = setting(
        300, low=1, high=10**6, doc="Periods where people or reality go on changing."
    )


def live(
    asked: FangLeeSchilling, graph: Integers | None, key: np.uint64
) -> Iterator[Mapping[str, float]]:
    """Learn until nobody can; return how well people do early and in the end."""
    n = asked.n_agents
    edges = caves(n, min(n, asked.group_size)) if graph is None else graph
    edges = moved(edges, n, asked.crossing, np.uint64(derive(key, TIES)))
    begins, partner = neighbours_of(edges, n)
    restless = asked.turnover > 0 or asked.turbulence > 0
    early, final, periods, settled = _learn(
        begins, partner, asked.dimensions, asked.block, asked.learning, asked.turnover,
        asked.turbulence, asked.restless_periods if restless else asked.most_periods,
        np.uint64(derive(key, START)), np.uint64(derive(key, LEARN)),
    )  # fmt: skip
    yield {
        "early": float(early),
        "performance": float(final),
        "periods": float(periods),
        "settled": float(settled),
    }


@njit(cache=True)
def _learn(
    begins: Integers, partner: Integers, dimensions: int, block: int, learning: float,
    turnover: float, turbulence: float, most: int, start: np.uint64, chance: np.uint64,
) -> tuple[float, float, int, bool]:  # fmt: skip
    n = len(begins) - 1
    beliefs = np.empty((n, dimensions), dtype=np.int8)
    reality = np.empty(dimensions, dtype=np.int8)
    for d in range(dimensions):
        reality[d] = 1 if uniform(start, n, d) < 0.5 else -1
        for i in range(n):
            beliefs[i, d] = int(3.0 * uniform(start, i, d)) - 1
    after = beliefs.copy()
    score = np.empty(n)
    view = np.empty(dimensions, dtype=np.int64)
    early = np.nan
    for period in range(1, most + 1):
        key = np.uint64(derive(chance, period))
        _renew(beliefs, reality, turnover, turbulence, key)
        for i in range(n):
            score[i] = _pays(beliefs[i], reality, block)
        after[:] = beliefs
        possible = turnover + turbulence > 0.0
        for i in range(n):
            view[:] = 0
            for x in range(begins[i], begins[i + 1]):
                j = partner[x]
                if score[j] > score[i]:
                    for d in range(dimensions):
                        view[d] += beliefs[j, d]
            for d in range(dimensions):
                most_believe = np.sign(view[d])
                if most_believe != 0 and most_believe != beliefs[i, d]:
                    possible = True
                    if uniform(key, i, d) < learning:
                        after[i, d] = most_believe
        if period == EARLY + 1:
            early = score.mean()
        if not possible or learning == 0.0:
            return (score.mean() if np.isnan(early) else early), score.mean(), period - 1, True
        beliefs[:] = after
    for i in range(n):
        score[i] = _pays(beliefs[i], reality, block)
    return (score.mean() if np.isnan(early) else early), score.mean(), most, False


@njit(cache=True)
def _pays(held: Bytes, reality: Bytes, block: int) -> float:
    """Return the share of dimensions in blocks that are right as a whole."""
    paid = 0
    for begin in range(0, len(reality), block):
        end = min(begin + block, len(reality))
        right = True
        for d in range(begin, end):
            right &= held[d] == reality[d]
        if right:
            paid += end - begin
    return paid / len(reality)


@njit(cache=True)
def _renew(
    beliefs: Bytes, reality: Bytes, turnover: float, turbulence: float, key: np.uint64
) -> None:
    n, dimensions = beliefs.shape
    if turnover > 0.0:
        for i in range(n):
            if uniform(key, i, 2 * dimensions) < turnover:
                for d in range(dimensions):
                    beliefs[i, d] = int(3.0 * uniform(key, i, dimensions + d)) - 1
    if turbulence > 0.0:
        for d in range(dimensions):
            if uniform(key, n, d) < turbulence:
                reality[d] = -reality[d]


CROSSING = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
PERFORMANCE = (0.034, 0.059, 0.124, 0.609, 0.860, 0.859, 0.844, 0.794, 0.762, 0.751)
ERROR = (0.001, 0.002, 0.006, 0.016, 0.007, 0.009, 0.007, 0.008, 0.009, 0.009)
"""100 organisations each, by the other implementation, and the errors of these means."""


def targets() -> tuple[Target, ...]:
    """Return the paper's statements and the numbers behind them."""

    def at(crossing: float) -> dict[str, float]:
        return {"crossing": crossing}

    wanted: list[Target] = [
        Peak("performance", "crossing", 0.05, 0.3, origin=STATED),
        Above("performance", at(0.1), at(1.0), by=0.08, origin=STATED),
        Above("performance", at(0.1), at(0.0), by=0.7, origin=STATED),
        # Early the order is the reverse, in the other implementation.
        Above("early", at(1.0), at(0.1)),
        Above("early", at(0.1), at(0.0)),
        Level("early", at(0.0), 0.035, margin=0.03, quick=0.05),
        Level("early", at(1.0), 0.34, margin=0.03, quick=0.05),
    ]
    wanted += [
        Level("performance", at(crossing), value, margin=0.03, quick=0.1, error=error)
        for crossing, value, error in zip(CROSSING, PERFORMANCE, ERROR, strict=True)
    ]
    return tuple(wanted)


PAPER = Paper(
    name="fang_lee_schilling",
    title=msg("Fang, Lee and Schilling (2010): groups that learn apart"),
    settings=FangLeeSchilling,
    live=live,
    sweeps=({"crossing": CROSSING},),
    with_graph={"crossing": 0.0},
    runs={"quick": 40, "full": 1_000},
    targets=targets(),
    outcomes={
        "performance": msg("performance in the end"),
        "early": msg("performance after 30 periods"),
    },
    picture=Picture(x="crossing", panels=("performance", "early"), root=True),
)
