"""Hegselmann and Krause (2002): one listens only to those whose opinion is near enough.

All hold an opinion between 0 and 1. In each step all at once take the mean of the opinions that are
within `confidence` of their own (their own among them), until nothing moves. Published: narrow
confidence leaves many opinions, about .15 leaves two camps, from .25 on there is consensus. Of
another implementation only: just below that it takes longest.

Of this model: how near two positions are (`similarity.closeness`, as languages, visions and
principles are compared) and the step that brings them nearer (`coming_closer.step_towards`). Its
own bounded confidence is softer: understanding falls with distance (`exchange_knowledge`), and a
proposal is accepted within a tolerance (`shared_vision.accepts`, the same distance). With a graph,
one listens to one's neighbours only; in the paper to everybody.
Shapes: N people, one position each: opinions (N, 1).
Source: hegselmann2002, as a replicator quotes it, for the 38 opinions at .01 and the consensus at
.25; the other numbers aimed at are of another implementation, written for this project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numba import njit

from experiments.docking.networks import neighbours_of
from experiments.docking.paper import Paper, Picture
from experiments.docking.settings import setting
from experiments.docking.targets import REBUILT, STATED, Level, Peak, Target
from simulation.declarations import Floats, Integers
from simulation.instruments.coming_closer import step_towards
from simulation.instruments.similarity import closeness
from simulation.language import msg
from simulation.randomness import uniform

SAME = 1e-4
"""Opinions nearer than this are counted as one."""
AT_REST = 1e-7


@dataclass(frozen=True)
class HegselmannKrause:
    """The paper's settings."""

    n_agents: int = setting(625, low=1, high=5_000, symbol="n", doc="People.")
    confidence: float = setting(
        0.2, low=0, high=1, symbol="epsilon", doc="How far an opinion may be to be heard."
    )
    pliancy: float = setting(1.0, low=0, high=1, doc="Share of the way to that mean gone at once.")
    most_steps: int = setting(5_000, low=1, high=10**6, doc="Steps at most.")


def live(
    asked: HegselmannKrause, graph: Integers | None, key: np.uint64
) -> Iterator[Mapping[str, float]]:
    """Listen until nothing moves; return how many opinions are left."""
    n = asked.n_agents
    opinions = np.array([[uniform(key, i, 0)] for i in range(n)])
    if graph is None:
        opinions.sort(axis=0)  # in any order the same: everybody hears everybody
        steps, settled = _listen_to_all(opinions, asked.confidence, asked.pliancy, asked.most_steps)
    else:
        begins, partner = neighbours_of(graph, n)
        steps, settled = _listen(
            opinions, begins, partner, asked.confidence, asked.pliancy, asked.most_steps
        )
    held = np.sort(opinions[:, 0])
    ends = np.flatnonzero(np.diff(held) > SAME) + 1
    sizes = np.diff([0, *ends, n])
    yield {
        "opinions": float(len(sizes)),
        "consensus": float(len(sizes) == 1),
        "largest": float(sizes.max() / n),
        "steps": float(steps),
        "settled": float(settled),
    }


@njit(cache=True)
def _listen_to_all(
    opinions: Floats, confidence: float, pliancy: float, most: int
) -> tuple[int, bool]:
    """Let all hear all: opinions stay in order, so those heard stand side by side."""
    n = len(opinions)
    after = opinions.copy()
    for step in range(most):
        moved = 0.0
        first = 0
        for i in range(n):
            while closeness(opinions[first], opinions[i]) < 1.0 - confidence:
                first += 1
            total, heard = 0.0, 0
            for j in range(first, n):
                if closeness(opinions[j], opinions[i]) < 1.0 - confidence:
                    break
                total += opinions[j, 0]
                heard += 1
            nearer = step_towards(opinions[i, 0], total / heard, pliancy)
            after[i, 0] = opinions[i, 0] + nearer
            moved = max(moved, abs(nearer))
        opinions[:] = after
        if moved <= AT_REST * pliancy:
            return step, True
    return most, False


@njit(cache=True)
def _listen(
    opinions: Floats, begins: Integers, partner: Integers, confidence: float, pliancy: float,
    most: int,
) -> tuple[int, bool]:  # fmt: skip
    """Let everybody hear the neighbours."""
    n = len(opinions)
    after = opinions.copy()
    for step in range(most):
        moved = 0.0
        for i in range(n):
            total, heard = opinions[i, 0], 1
            for x in range(begins[i], begins[i + 1]):
                j = partner[x]
                if closeness(opinions[j], opinions[i]) >= 1.0 - confidence:
                    total += opinions[j, 0]
                    heard += 1
            nearer = step_towards(opinions[i, 0], total / heard, pliancy)
            after[i, 0] = opinions[i, 0] + nearer
            moved = max(moved, abs(nearer))
        opinions[:] = after
        if moved <= AT_REST * pliancy:
            return step, True
    return most, False


CONFIDENCE = (0.01, 0.05, 0.1, 0.15, 0.18, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25)
OPINIONS = {0.05: (7.9, 0.6), 0.1: (3.9, 0.4), 0.15: (2.55, 0.4), 0.2: (1.93, 0.3)}
"""Opinions left, and the margin at reduced size; 300 runs of the other implementation."""
CONSENSUS_BY_PAPER = 0.25
CONSENSUS = {0.18: 0.0, 0.2: 0.08, 0.21: 0.32, 0.22: 0.5, 0.23: 0.81, 0.24: 0.98, 0.25: 1.0}
"""Share of those 300 runs that end in one opinion; at 0.25 the paper's own statement."""


def targets() -> tuple[Target, ...]:
    """Return the paper's statements and the numbers behind them."""
    wanted: list[Target] = [
        Level("opinions", {"confidence": 0.01}, 38.0, margin=3.0, quick=3.0, origin=STATED),
        Peak("steps", "confidence", 0.21, 0.24),
    ]
    wanted += [
        Level("opinions", {"confidence": at}, value, margin=0.3, quick=quick, error=0.05)
        for at, (value, quick) in OPINIONS.items()
    ]
    wanted += [
        Level("consensus", {"confidence": at}, share, margin=0.1, quick=0.3,
              error=float(np.sqrt(share * (1 - share) / 300)), share=True,
              origin=STATED if at == CONSENSUS_BY_PAPER else REBUILT)
        for at, share in CONSENSUS.items()
    ]  # fmt: skip
    return tuple(wanted)


PAPER = Paper(
    name="hegselmann_krause",
    title=msg("Hegselmann and Krause (2002): listening only to those who are near"),
    settings=HegselmannKrause,
    live=live,
    sweeps=({"confidence": CONFIDENCE},),
    runs={"quick": 60, "full": 2_000},
    targets=targets(),
    outcomes={
        "opinions": msg("opinions left"),
        "consensus": msg("share of runs with one opinion"),
        "steps": msg("steps until nothing moves"),
    },
    picture=Picture(x="confidence", panels=("opinions", "consensus", "steps")),
)
