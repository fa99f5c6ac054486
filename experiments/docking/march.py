"""March (1991): people learn from their organisation's code, and the code from the best of them.

Each period people act on their beliefs (whoever has none about a dimension flips a coin); then each
belief that differs from the code gives way with chance `socialisation`, by one rung (-1, 0, 1);
then the code moves, on each dimension, to the majority of those who performed better than it does,
and stays as it was with chance (1 - code_learning) to the power of that majority's lead. Published:
slow socialisation ends in better knowledge; where the code learns slowly, the middle is worst.

The paper's text alone does not lead to its figure. `variant="published"` holds what the text leaves
out (people act and are judged by what they do; socialisation goes by rungs; knowledge is counted
from -1 to 1). `variant="literal"` is the text as it reads (a belief changes at once; whoever holds
more right beliefs is superior; knowledge is the share of right beliefs), `variant="gradual"` the
text with rungs: both have the shape of the figure's upper lines and miss its level.

Of this model: keyed draws, and nothing else. The model has no code that outvotes its members: its
networks' language and principles are means over members, its routines become norms by their spread.
With a graph: each connected part is an organisation with a code of its own; within one the rule
knows no network.
Shapes: N people, M dimensions: beliefs (N, M), code (C, M) of C organisations.
Source: march1991; what its text leaves out: rodan2005, and a note by Christensen (2015). The
numbers aimed at are a replicator's data and another implementation's, none is printed in the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numba import njit

from experiments.docking.networks import parts_of
from experiments.docking.paper import Paper, Picture
from experiments.docking.settings import setting
from experiments.docking.targets import REPLICATED, STATED, Above, Level, Peak, Target
from simulation.declarations import Bytes, Identities, Integers
from simulation.language import msg
from simulation.randomness import derive, uniform

VARIANTS = ("published", "literal", "gradual")


@dataclass(frozen=True)
class March:
    """The paper's settings."""

    n_agents: int = setting(50, low=1, high=5_000, symbol="n", doc="People.")
    dimensions: int = setting(30, low=1, high=1_000, symbol="m", doc="Dimensions of reality.")
    socialisation: float = setting(
        0.5, low=0, high=1, symbol="p1", doc="Chance to follow the code."
    )
    code_learning: float = setting(
        0.5, low=0, high=1, symbol="p2", doc="How readily the code learns."
    )
    turnover: float = setting(
        0.0, low=0, high=1, symbol="p3", doc="Chance to be replaced by a newcomer."
    )
    turbulence: float = setting(
        0.0, low=0, high=1, symbol="p4", doc="Chance that a dimension flips."
    )
    variant: str = setting("published", choices=VARIANTS, doc="How the text is read.")
    most_periods: int = setting(5_000, low=1, high=10**6, doc="Periods at most.")
    restless_periods: int = setting(
        100, low=1, high=10**6, doc="Periods where people or reality go on changing."
    )


def live(asked: March, graph: Integers | None, key: np.uint64) -> Iterator[Mapping[str, float]]:
    """Learn until nobody can learn any more; return what the code knows."""
    n, m = asked.n_agents, asked.dimensions
    member = np.zeros(n, dtype=np.int32) if graph is None else parts_of(graph, n)
    restless = asked.turnover > 0 or asked.turbulence > 0
    code, beliefs, reality, periods, settled = _learn(
        member, m, asked.socialisation, asked.code_learning, asked.turnover, asked.turbulence,
        asked.variant != "literal", asked.variant == "published",
        asked.restless_periods if restless else asked.most_periods, key,
    )  # fmt: skip
    right = (code * reality).mean(axis=1)[member].mean()
    if asked.variant != "published":
        right = (code == reality).mean(axis=1)[member].mean()
    yield {
        "code_knowledge": float(right),
        "people_knowledge": float((beliefs * reality).mean()),
        "periods": float(periods),
        "settled": float(settled),
    }


@njit(cache=True)
def _learn(
    member: Integers, dimensions: int, socialisation: float, code_learning: float,
    turnover: float, turbulence: float, by_rungs: bool, acting: bool, most: int, key: np.uint64,
) -> tuple[Bytes, Bytes, Bytes, int, bool]:  # fmt: skip
    n, codes = len(member), member.max() + 1
    people = np.uint64(derive(key, 0))
    beliefs = np.empty((n, dimensions), dtype=np.int8)
    shown = np.empty((n, dimensions), dtype=np.int8)
    code = np.zeros((codes, dimensions), dtype=np.int8)
    reality = np.empty(dimensions, dtype=np.int8)
    for d in range(dimensions):
        reality[d] = 1 if uniform(people, n, d) < 0.5 else -1
        for i in range(n):
            beliefs[i, d] = int(3.0 * uniform(people, i, d)) - 1
    restless = turnover > 0.0 or turbulence > 0.0
    for period in range(1, most + 1):
        now = np.uint64(derive(key, period))
        if restless:
            _renew(beliefs, reality, turnover, turbulence, now)
        score = _act(beliefs, reality, acting, shown, now)
        own = np.zeros(codes, dtype=np.int64)
        for c in range(codes):
            own[c] = _score(code[c], reality, acting)
        _socialise(beliefs, code, member, socialisation, by_rungs, now)
        _code_learns(code, own, shown, score, member, code_learning, now)
        if not restless and _settled(beliefs, code, reality, member, acting, socialisation > 0.0):
            return code, beliefs, reality, period, True
    return code, beliefs, reality, most, False


@njit(cache=True)
def _renew(
    beliefs: Bytes, reality: Bytes, turnover: float, turbulence: float, key: np.uint64
) -> None:
    n, dimensions = beliefs.shape
    for i in range(n):
        if uniform(key, i, 3 * dimensions) < turnover:
            for d in range(dimensions):
                beliefs[i, d] = int(3.0 * uniform(key, i, 2 * dimensions + d)) - 1
    for d in range(dimensions):
        if uniform(key, n, dimensions + d) < turbulence:
            reality[d] = -reality[d]


@njit(cache=True)
def _score(held: Bytes, reality: Bytes, acting: bool) -> int:
    """Right minus wrong where people act; the number of right beliefs where they do not."""
    total = 0
    for d in range(len(reality)):
        if acting:
            total += held[d] * reality[d]
        else:
            total += held[d] == reality[d]
    return total


@njit(cache=True)
def _act(beliefs: Bytes, reality: Bytes, acting: bool, shown: Bytes, key: np.uint64) -> Identities:
    """Let people act on what they believe; return how well each did."""
    n, dimensions = beliefs.shape
    score = np.empty(n, dtype=np.int64)
    for i in range(n):
        for d in range(dimensions):
            shown[i, d] = beliefs[i, d]
            if acting and beliefs[i, d] == 0:
                shown[i, d] = 1 if uniform(key, i, d) < 0.5 else -1
        score[i] = _score(shown[i], reality, acting)
    return score


@njit(cache=True)
def _socialise(
    beliefs: Bytes, code: Bytes, member: Integers, socialisation: float, by_rungs: bool,
    key: np.uint64,
) -> None:  # fmt: skip
    n, dimensions = beliefs.shape
    for i in range(n):
        for d in range(dimensions):
            told = code[member[i], d]
            if told == 0 or told == beliefs[i, d]:
                continue
            if uniform(key, i, dimensions + d) < socialisation:
                beliefs[i, d] = beliefs[i, d] + told if by_rungs else told


@njit(cache=True)
def _code_learns(
    code: Bytes, own: Identities, shown: Bytes, score: Identities, member: Integers,
    code_learning: float, key: np.uint64,
) -> None:  # fmt: skip
    n, dimensions = shown.shape
    lead = np.zeros(code.shape, dtype=np.int64)
    for i in range(n):
        if score[i] > own[member[i]]:
            for d in range(dimensions):
                lead[member[i], d] += shown[i, d]
    for c in range(len(code)):
        for d in range(dimensions):
            view = np.sign(lead[c, d])
            if view == 0 or view == code[c, d]:
                continue
            stays = (1.0 - code_learning) ** abs(lead[c, d])
            if uniform(key, n + 1 + c, d) >= stays:
                code[c, d] = view


@njit(cache=True)
def _settled(
    beliefs: Bytes, code: Bytes, reality: Bytes, member: Integers, acting: bool, socialised: bool
) -> bool:
    """Say whether neither people nor codes can learn any more."""
    for i in range(len(member)):
        best = 0
        for d in range(len(reality)):
            told = code[member[i], d]
            if socialised and told * told > told * beliefs[i, d]:
                return False
            if acting:  # who has no belief may be lucky
                best += 1 if beliefs[i, d] == 0 else beliefs[i, d] * reality[d]
            else:
                best += beliefs[i, d] == reality[d]
        if best > _score(code[member[i]], reality, acting):
            return False
    return True


RATES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SPEEDS = (0.1, 0.5, 0.9)
FIGURE = {
    0.1: (0.8633, 0.8171, 0.8051, 0.8021, 0.7994, 0.8032, 0.8060, 0.8090, 0.8132),
    0.5: (0.9543, 0.9088, 0.8691, 0.8371, 0.8106, 0.7867, 0.7679, 0.7540, 0.7421),
    0.9: (0.9724, 0.9404, 0.9081, 0.8737, 0.8401, 0.8067, 0.7796, 0.7561, 0.7284),
}
"""The paper's first figure, by 10,000 runs of a public reconstruction (the replicator's data)."""
LITERAL = {0.1: (0.747, 0.836, 0.860), 0.9: (0.671, 0.689, 0.690)}
GRADUAL = {0.1: (0.735, 0.764, 0.772)}
"""By another implementation, along the speeds of the code, by rate of socialisation."""


def targets() -> tuple[Target, ...]:
    """Return the figure, its shape, and where its text alone leads."""

    def at(rate: float, speed: float) -> dict[str, float]:
        return {"socialisation": rate, "code_learning": speed}

    wanted: list[Target] = [
        Above("code_knowledge", at(0.1, 0.1), at(0.5, 0.1), origin=REPLICATED),
        Above("code_knowledge", at(0.9, 0.1), at(0.5, 0.1), origin=REPLICATED),
        Peak("code_knowledge", "socialisation", 0.3, 0.6, {"code_learning": 0.1}, lowest=True,
             origin=REPLICATED),
        Above("code_knowledge", at(0.1, 0.5), at(0.9, 0.5), by=0.1, origin=STATED),
        # The two upper lines cross near 0.8.
        Above("code_knowledge", at(0.7, 0.9), at(0.7, 0.5), origin=REPLICATED),
        Above("code_knowledge", at(0.9, 0.5), at(0.9, 0.9), origin=REPLICATED),
        Level("periods", at(0.1, 0.5), 110.0, margin=6.0, quick=10.0),
    ]  # fmt: skip
    for speed, line in FIGURE.items():
        wanted += [
            Level("code_knowledge", at(rate, speed), value, margin=0.005, quick=0.025, error=0.0008,
                  origin=REPLICATED)
            for rate, value in zip(RATES, line, strict=True)
        ]  # fmt: skip
    for variant, told in (("literal", LITERAL), ("gradual", GRADUAL)):
        for rate, values in told.items():
            wanted += [
                Level("code_knowledge", {**at(rate, speed), "variant": variant}, value,
                      margin=0.02, quick=0.03, error=0.0015)
                for speed, value in zip(SPEEDS, values, strict=True)
            ]  # fmt: skip
    return tuple(wanted)


PAPER = Paper(
    name="march",
    title=msg("March (1991): people and the code of their organisation"),
    settings=March,
    live=live,
    sweeps=(
        {"socialisation": RATES, "code_learning": SPEEDS},
        {"socialisation": RATES, "code_learning": SPEEDS, "variant": ("literal", "gradual")},
    ),
    runs={"quick": 400, "full": 10_000},
    targets=targets(),
    outcomes={
        "code_knowledge": msg("knowledge of the code"),
        "periods": msg("periods until nobody can learn"),
    },
    picture=Picture(x="socialisation", panels=("code_knowledge",), lines="code_learning"),
)
