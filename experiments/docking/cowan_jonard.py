"""Cowan and Jonard (2004): knowledge bartered along the ties of a small world.

Two neighbours trade where each knows something better than the other: as many kinds of knowledge
each way as the one with less to offer has. The receiver closes a share `absorption` of the gap.
This goes on until nobody can trade with a neighbour any more. Published: at the end the mean is
highest, and so is the variance, in a small world of about one long tie in ten; the coefficient of
variation is lowest there. Not in the abstract, but so in another implementation: it needs partial
absorption and a few experts; at an absorption of 1, or without experts, more long ties are always
better.

`barter=false` is the way of this model's firms: nothing is asked in return, each takes of all that
the other knows better. It is lived as a third condition; nothing is published about it.

Of this model: what passes in a meeting (`coming_closer.passed`), and keyed draws.
Shapes: N agents, K kinds: knowledge (N, K).
Source: the abstract of cowan2004 for what is published; every number aimed at is of another
implementation, written for this project from the same account of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numba import njit

from experiments.docking.networks import moved, neighbours_of, ring
from experiments.docking.paper import Paper, Picture, ring_is_possible
from experiments.docking.runs import Cell
from experiments.docking.settings import setting
from experiments.docking.targets import STATED, Above, Level, Peak, Ratio, Target
from simulation.declarations import Floats, Identities, Integers
from simulation.instruments.coming_closer import passed
from simulation.language import msg
from simulation.randomness import derive, uniform

TIES, START, TRADE = 0, 1, 2
"""Three streams of chance within a run."""


@dataclass(frozen=True)
class CowanJonard:
    """The paper's settings."""

    n_agents: int = setting(500, low=2, high=20_000, symbol="N", doc="Agents.")
    neighbours: int = setting(
        10, low=0, high=500, symbol="n", doc="Ties of each on the ring, an even number."
    )
    rewiring: float = setting(0.1, low=0, high=1, symbol="p", doc="Share of ties moved elsewhere.")
    kinds: int = setting(5, low=1, high=50, symbol="K", doc="Kinds of knowledge.")
    absorption: float = setting(
        0.1, low=0, high=1, symbol="alpha", doc="Share of a gap closed in one trade."
    )
    experts: int = setting(10, low=0, high=20_000, doc="Experts of each kind of knowledge, or all.")
    expertise: float = setting(30.0, low=0, high=1000, doc="What an expert knows at the start.")
    least_gain: float = setting(
        0.001, low=1e-6, high=1, doc="Relative gap below which none trades."
    )
    barter: bool = setting(True, doc="As much is given as is taken, or else nothing passes.")
    most_meetings: int = setting(100_000, low=1, high=10**7, doc="Meetings per agent at most.")


def check(asked: CowanJonard, graph_given: bool) -> None:
    """Raise InputError for a ring that cannot be."""
    if not graph_given:
        ring_is_possible(asked.neighbours, asked.n_agents, "cowan_jonard.neighbours")


def live(
    asked: CowanJonard, graph: Integers | None, key: np.uint64
) -> Iterator[Mapping[str, float]]:
    """Trade until nobody can; return what is known at the end."""
    n = asked.n_agents
    edges = ring(n, asked.neighbours) if graph is None else graph
    edges = moved(edges, n, asked.rewiring, np.uint64(derive(key, TIES)))
    knowledge = at_start(
        n, asked.kinds, asked.experts, asked.expertise, np.uint64(derive(key, START))
    )
    begins, partner = neighbours_of(edges, n)
    trades, meetings, settled = _trade(
        knowledge, edges, begins, partner, asked.absorption, asked.least_gain, asked.barter,
        asked.most_meetings * n, np.uint64(derive(key, TRADE)),
    )  # fmt: skip
    known = knowledge.mean(axis=1)
    yield {
        "mean": float(known.mean()),
        "variance": float(known.var()),
        "variation": float(known.std() / known.mean()) if known.mean() > 0 else 0.0,
        "trades": float(trades),
        "meetings": meetings / n,
        "settled": float(settled),
    }


@njit(cache=True)
def at_start(n: int, kinds: int, experts: int, expertise: float, key: np.uint64) -> Floats:
    """Return what each knows at the start: between 0 and 10, and for a few the experts' level."""
    knowledge = np.empty((n, kinds))
    for k in range(kinds):
        for i in range(n):
            knowledge[i, k] = 10.0 * uniform(key, i, k)
        chosen = np.arange(n)
        for x in range(min(experts, n)):  # as many different agents
            y = x + int(uniform(key, x, kinds + k) * (n - x))
            chosen[x], chosen[y] = chosen[y], chosen[x]
            knowledge[chosen[x], k] = expertise
    return knowledge


@njit(cache=True)
def _trade(
    knowledge: Floats, edges: Integers, begins: Integers, partner: Integers, absorption: float,
    least_gain: float, barter: bool, most: int, key: np.uint64,
) -> tuple[int, int, bool]:  # fmt: skip
    n, kinds = knowledge.shape
    mine, yours = np.empty(kinds, dtype=np.int64), np.empty(kinds, dtype=np.int64)
    trades = 0
    if absorption == 0.0:
        return 0, 0, True
    for meeting in range(most):
        if meeting % max(1, len(partner)) == 0 and not _any_trade(
            knowledge, edges, least_gain, barter
        ):
            return trades, meeting, True
        i = int(uniform(key, meeting, 0) * n)
        if begins[i] == begins[i + 1]:
            continue
        j = partner[begins[i] + int(uniform(key, meeting, 1) * (begins[i + 1] - begins[i]))]
        offered = _better(knowledge, i, j, least_gain, mine)
        returned = _better(knowledge, j, i, least_gain, yours)
        forth, back = offered, returned
        if barter:
            forth = back = min(offered, returned)
        if forth + back == 0:
            continue
        _choose(mine, offered, forth, key, meeting, 2)
        _choose(yours, returned, back, key, meeting, 2 + kinds)
        for k in mine[:forth]:
            knowledge[j, k] += passed(knowledge[j, k], knowledge[i, k], absorption)
        for k in yours[:back]:
            knowledge[i, k] += passed(knowledge[i, k], knowledge[j, k], absorption)
        trades += 1
    return trades, most, False


@njit(cache=True)
def _better(knowledge: Floats, i: int, j: int, least_gain: float, which: Identities) -> int:
    """List the kinds that i knows better than j by more than the least gain."""
    count = 0
    for k in range(knowledge.shape[1]):
        if knowledge[i, k] > knowledge[j, k] * (1.0 + least_gain):
            which[count] = k
            count += 1
    return count


@njit(cache=True)
def _choose(which: Identities, known: int, wanted: int, key: np.uint64, row: int, k: int) -> None:
    """Bring `wanted` of the first `known` entries to the front, drawn by lot."""
    if wanted == known:
        return
    for x in range(wanted):
        y = x + int(uniform(key, row, k + x) * (known - x))
        which[x], which[y] = which[y], which[x]


@njit(cache=True)
def _any_trade(knowledge: Floats, edges: Integers, least_gain: float, barter: bool) -> bool:
    for e in range(len(edges)):
        i, j = edges[e]
        gives, takes = False, False
        for k in range(knowledge.shape[1]):
            gives |= knowledge[i, k] > knowledge[j, k] * (1.0 + least_gain)
            takes |= knowledge[j, k] > knowledge[i, k] * (1.0 + least_gain)
        if (gives and takes) or (not barter and (gives or takes)):
            return True
    return False


REWIRING = (0.0, 0.01, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)
MEAN = (18.21, 18.56, 19.34, 19.58, 19.70, 19.87, 19.67, 19.33, 18.54, 18.31)
VARIANCE = (73.8, 79.8, 85.0, 85.4, 85.2, 83.9, 83.0, 81.9, 80.9, 80.9)
VARIATION = (0.472, 0.482, 0.477, 0.472, 0.469, 0.4615, 0.463, 0.469, 0.486, 0.491)
"""150 networks each, by the other implementation."""
ENDS = (0.0, 0.1, 1.0)
COARSE: Cell = {"least_gain": 0.01}
"""The threshold at which the conditions were measured: a gap of 1 % is not worth a trade."""
CONDITIONS: tuple[tuple[Cell, dict[float, float], float, float], ...] = (
    ({}, {0.0: 16.01, 0.1: 18.38, 1.0: 17.17}, 0.3, 0.6),
    ({"absorption": 1.0}, {0.0: 16.0, 1.0: 25.5}, 0.5, 1.0),
    ({"experts": 0}, {0.0: 8.38, 1.0: 8.61}, 0.1, 0.2),
)
"""Mean knowledge by rewiring, with the margins at full and at reduced size."""


def targets() -> tuple[Target, ...]:
    """Return the published statements, then what another implementation found, and its numbers."""
    wanted: list[Target] = [
        Peak("mean", "rewiring", 0.1, 0.2, origin=STATED),
        Peak("variance", "rewiring", 0.05, 0.15, origin=STATED),
        Peak("variation", "rewiring", 0.1, 0.2, lowest=True, origin=STATED),
        Ratio("mean", {"rewiring": 0.1}, {"rewiring": 0.0}, 1.08, margin=0.02, quick=0.04),
        Ratio("mean", {"rewiring": 0.1}, {"rewiring": 1.0}, 1.076, margin=0.02, quick=0.04),
    ]
    for changed in ({"absorption": 1.0, **COARSE}, {"experts": 0, **COARSE}):  # it must vanish
        for more, less in ((1.0, 0.1), (0.1, 0.0)):
            wanted.append(
                Above("mean", {**changed, "rewiring": more}, {**changed, "rewiring": less})
            )
    for condition, means, margin, quick in CONDITIONS:
        wanted += [
            Level("mean", {**condition, **COARSE, "rewiring": p}, mean, margin, quick)
            for p, mean in means.items()
        ]
    for p, mean, variance, variation in zip(REWIRING, MEAN, VARIANCE, VARIATION, strict=True):
        at = {"rewiring": p}
        wanted += [
            Level("mean", at, mean, margin=0.3, quick=0.6, error=0.05),
            Level("variance", at, variance, margin=3.0, quick=6.0, error=0.35),
            Level("variation", at, variation, margin=0.01, quick=0.025, error=0.0014),
        ]
    return tuple(wanted)


PAPER = Paper(
    name="cowan_jonard",
    title=msg("Cowan and Jonard (2004): knowledge bartered in a small world"),
    settings=CowanJonard,
    live=live,
    check=check,
    sweeps=(
        {"rewiring": REWIRING},
        {"rewiring": ENDS, **COARSE},
        {"rewiring": ENDS, "absorption": 1.0, **COARSE},
        {"rewiring": ENDS, "experts": 0, **COARSE},
        {"rewiring": ENDS, "barter": False},
    ),
    with_graph={"rewiring": 0.0},
    runs={"quick": 20, "full": 400},
    targets=targets(),
    outcomes={
        "mean": msg("mean knowledge"),
        "variance": msg("variance of knowledge"),
        "variation": msg("variation of knowledge (CV)"),
    },
    picture=Picture(x="rewiring", panels=("mean", "variance", "variation"), root=True),
)
