"""What is known of what firms need to learn: by trade, with an error that can be measured.

A need is how much a skill matters for the firm times how far it is from what can be taught. People
who answer, or who try things out, give an estimate; the truth is only in the tables.

Shapes: R rows of firms, K skills. Estimates are profiles (K) that sum to one.
Source: concepts S52, S74, S77, S84.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Floats, Integers
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets


def importance(firms: Firms, markets: Markets, rows: Integers) -> Floats:
    """Return how much each skill matters for what these firms do (R, K), 0 to 1."""
    asked = markets.need[firms.product[rows], firms.technology[rows], firms.market[rows]]
    return np.asarray(np.minimum(1.0, asked / WHOLLY))


WHOLLY = 0.4
"""Weight in a segment's needs from which a skill matters wholly."""


def shortfall(firms: Firms, markets: Markets, rows: Integers, level: float) -> Floats:
    """Return how far each skill is from the level wanted of it (R, K), 0 to 1."""
    asked = markets.need[firms.product[rows], firms.technology[rows], firms.market[rows]]
    use = np.minimum(1.0, asked * asked.shape[1])
    return np.asarray(use * np.maximum(0.0, level - firms.skills[rows]))


def true_needs(firms: Firms, markets: Markets, rows: Integers, level: float) -> Floats:
    """Return what each of these firms needs to learn (R, K)."""
    return importance(firms, markets, rows) * shortfall(firms, markets, rows, level)


def profile(needs: Floats) -> Floats:
    """Return needs (K) as shares of all needs; equal shares where none is known."""
    total = float(needs.sum())
    if total <= 0.0:
        return np.full(len(needs), 1.0 / len(needs))
    return np.asarray(needs / total)


def profiles(needs: Floats) -> Floats:
    """Return the needs of each (R, K) as shares of all its needs."""
    total = needs.sum(axis=1, keepdims=True)
    equal = 1.0 / needs.shape[1]
    return np.where(total > 0.0, needs / np.where(total > 0.0, total, 1.0), equal)


class KnownNeeds:
    """What the programme knows of the needs, trade by trade."""

    def __init__(self, skills: int, key: np.uint64) -> None:
        """Know nothing yet; `key` is that of the lasting biases of those who answer."""
        self.key = key
        self.waves = 0
        self.overall: Floats = np.full(skills, 1.0 / skills)
        self.by_trade: dict[int, Floats] = {}

    def of(self, trade: int) -> Floats:
        """Return the profile that is believed to be the trade's."""
        return self.by_trade.get(trade, self.overall)

    def heard(self, trade: int, needs: Floats, weight: float) -> None:
        """Move what is believed of a trade (-1: of all) towards what was heard."""
        told = profile(needs)
        if trade < 0:
            self.overall = self.overall + weight * (told - self.overall)
        else:
            believed = self.of(trade)
            self.by_trade[trade] = believed + weight * (told - believed)

    def error(self, firms: Firms, markets: Markets, level: float) -> float:
        """Return the share of the needs that is believed to lie elsewhere, 0 to 1."""
        sums, members = _needs_by_trade(firms, markets, level)
        wrong = 0.0
        for trade in members.nonzero()[0].tolist():
            lie_elsewhere = np.abs(profile(sums[trade]) - self.of(trade)).sum()
            wrong += members[trade] / members.sum() * 0.5 * float(lie_elsewhere)
        return float(wrong)


@njit(cache=True)
def _needs_by_trade(firms: Firms, markets: Markets, level: float) -> tuple[Floats, Floats]:
    """Return the needs of each trade's firms together (T, K), and how many they are (T)."""
    kinds = firms.skills.shape[1]
    sums = np.zeros((markets.family.max() + 1, kinds))
    members = np.zeros(len(sums))
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        trade = markets.family[firms.product[i]]
        members[trade] += 1.0
        for k in range(kinds):
            asked = markets.need[firms.product[i], firms.technology[i], firms.market[i], k]
            short = min(1.0, asked * kinds) * max(0.0, level - firms.skills[i, k])
            sums[trade, k] += min(1.0, asked / WHOLLY) * short
    return sums, members
