"""What is known of what firms need to learn: by trade, with an error that can be measured.

A need is how much a skill matters for the firm times how far it is from what can be taught. People
who answer, or who try things out, give an estimate; the truth is only in the tables.

Shapes: R rows of firms, K skills. Estimates are profiles (K) that sum to one.
Source: concepts S52, S74, S77, S84.
"""

from __future__ import annotations

import numpy as np

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
        rows = np.flatnonzero(firms.alive).astype(np.int32)
        if rows.size == 0:
            return 0.0
        trades = markets.family[firms.product[rows]]
        needs = true_needs(firms, markets, rows, level)
        wrong = 0.0
        order = np.argsort(trades, kind="stable")
        found, begins = np.unique(trades[order], return_index=True)
        for trade, of_trade in zip(found, np.split(order, begins[1:]), strict=True):
            true = profile(needs[of_trade].mean(axis=0))
            share = len(of_trade) / len(trades)
            wrong += share * 0.5 * float(np.abs(true - self.of(trade)).sum())
        return float(wrong)
