"""Who is invited, and who comes: that needs a motive, some trust in the host, and declared work.

Shapes: F firms; participants are rows of firms.
Source: concepts S24 (worry seeks help), S36 (informal firms stay away), S66 (motivation), S71.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from simulation.accompaniment.programme import Participants
from simulation.declarations import Flags, Floats, Integers, parameter, parameters, switch
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.entities.ties import Ties
from simulation.randomness import lots, uniform


@parameters
class Participation:
    """What taking part costs and gives."""

    loyalty: float = parameter(
        0.6, unit="share", low=0, high=1, source="assumption",
        doc="How much of the reluctance to come again belonging to a circle takes away.",
    )
    fatigue: float = parameter(
        0.02, unit="share per session", low=0, high=1, source="assumption",
        doc="Motivation that a session takes (S66).",
    )
    disappointment: float = parameter(
        0.05, unit="share per session", low=0, high=1, source="assumption",
        doc="Motivation and support lost when an announced session is not held (S103).",
    )
    plans_are_promises: bool = switch(
        True, thesis="S103 C6", doc="Who was invited remembers what was announced and not done."
    )


def eligible(firms: Firms, markets: Markets, wanted: Participants) -> Flags:
    """Return which firms (F) the invitation is meant for."""
    meant: Flags = firms.alive.copy()
    if wanted.products or wanted.families:
        chosen = np.zeros(markets.rows, dtype=np.bool_)
        for p, name in enumerate(markets.names):
            chosen[p] = name in wanted.products or markets.families[p] in wanted.families
        meant &= chosen[firms.product]
    if wanted.age_from is not None:
        meant &= firms.age >= wanted.age_from
    if not wanted.informal:
        meant &= firms.formality >= 0.5
    return meant


def invited(
    firms: Firms, ties: Ties, markets: Markets, wanted: Participants, key: np.uint64
) -> Integers:
    """Return the rows of the firms that may be invited, those with the first claim first."""
    rows = np.flatnonzero(eligible(firms, markets, wanted)).astype(np.int32)
    if wanted.who == "bodies" or wanted.count == 0 or rows.size == 0:
        return rows[:0]
    lot = lots(key, rows, 0)
    if wanted.choose == "mixed":
        return rows[_round_robin(markets.family[firms.product[rows]], lot)]
    return rows[np.argsort(-_claim(firms, ties, rows, wanted.choose, lot), kind="stable")]


def attending(
    firms: Firms, rows: Integers, legitimacy: Floats, key: np.uint64, pull: float = 0.0
) -> Integers:
    """Return who of the invited comes; `legitimacy` is the host's with each of them."""
    return _coming(rows, willingness(firms, rows, legitimacy), pull, key)


def disappoint(firms: Firms, rows: Integers, participation: Participation) -> None:
    """Let these firms remember that what was announced did not take place."""
    if participation.plans_are_promises:
        firms.motivation[rows] *= 1.0 - participation.disappointment
        firms.support[rows] *= 1.0 - participation.disappointment


def willingness(firms: Firms, rows: Integers, legitimacy: Floats) -> Floats:
    """Return the chance that each of the invited comes."""
    return _willing(firms, rows, legitimacy)


@njit(cache=True)
def _willing(firms: Firms, rows: Integers, legitimacy: Floats) -> Floats:
    chance = np.empty(len(rows))
    for r in range(len(rows)):
        i = rows[r]
        drive = min(1.0, max(0.0, firms.motivation[i] + 0.3 * firms.worry[i]))
        open_to_it = drive * (0.4 + 0.6 * legitimacy[r]) * (0.3 + 0.7 * firms.formality[i])
        chance[r] = min(open_to_it * 1.4, 1.0)
    return chance


@njit(cache=True)
def _coming(rows: Integers, chance: Floats, pull: float, key: np.uint64) -> Integers:
    comes = np.empty(len(rows), dtype=np.bool_)
    for r in range(len(rows)):
        comes[r] = uniform(key, rows[r], 1) < chance[r] + pull * (1.0 - chance[r])
    return rows[comes]


def _claim(firms: Firms, ties: Ties, rows: Integers, choose: str, lot: Floats) -> Floats:
    """Return how much each has a claim to be invited."""
    claims: dict[str, Callable[[], Floats]] = {
        "random": lambda: lot,
        "mixed": lambda: lot,
        "volunteers": lambda: firms.motivation[rows] * firms.openness[rows] + 0.2 * lot,
        "worried": lambda: firms.worry[rows] + 0.05 * lot,
        "central": lambda: _trust(ties, rows) + 0.01 * lot,
        "isolated": lambda: -_trust(ties, rows) + 0.01 * lot,
        "weakest": lambda: -firms.match[rows] + 0.01 * lot,
        "strongest": lambda: firms.match[rows] + 0.01 * lot,
        "oldest": lambda: firms.age[rows] + 0.01 * lot,
    }
    return np.asarray(claims[choose]())


def _trust(ties: Ties, rows: Integers) -> Floats:
    """Return the trust of each of these firms in all its partners together."""
    held: Floats = np.where(ties.neighbour[rows] >= 0, ties.trust[rows], 0.0).sum(axis=1)
    return held


def _round_robin(family: Integers, lot: Floats) -> Integers:
    """Return an order that takes one of each trade in turn, by lot inside a trade."""
    turn = _turns(family, np.argsort(lot, kind="stable"))
    return np.lexsort((lot, turn)).astype(np.int32)


@njit(cache=True)
def _turns(family: Integers, by_lot: np.ndarray) -> np.ndarray:
    turn = np.empty(len(family), dtype=np.int64)
    seen = np.zeros(family.max() + 1, dtype=np.int64)
    for index in by_lot:
        turn[index] = seen[family[index]]
        seen[family[index]] += 1
    return turn
