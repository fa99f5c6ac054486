"""Firms share each segment's customers with one another and with the world outside.

A firm attracts customers by how well its skills fit what the segment asks, by the lead its
innovations give, by its size and by its reach; its sales are its share of all attraction, the
competitors' elsewhere included. A fixed local demand would turn every gain in skill into lost
jobs; here learning keeps or loses the territory's place in the world.

Shapes: F firms, P products, T technologies, M markets, K skills. In: demand, outside (P, M),
need (P, T, M, K), skills (F, K). Out: match, attraction, revenue, profit, capital (F).
Source: bell1975 (share of attraction); size exponent below 1 after lucas1978 (span of control).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import parameter, parameters, submodel
from simulation.entities.community import Surroundings
from simulation.entities.firms import Activity, Firms, pull_of_sizes
from simulation.entities.markets import Markets, reach
from simulation.randomness import Draws, uniform


@parameters
class Trade:
    """What a sale brings and what stays with the firm."""

    quality_fading: float = parameter(
        0.015, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast others catch up with an innovation.",
    )
    profit_memory: float = parameter(
        0.85, unit="share", low=0, high=1, source="assumption",
        doc="Weight of the past in the profit on which an owner judges.",
    )
    undeclared_saving: float = parameter(
        0.2, unit="share of wages", low=0, high=1, source="facts 2.6",
        doc="What work that is not declared saves.",
    )
    reserve: float = parameter(
        8.0, unit="months of cost", low=0, high=60, source="assumption",
        doc="Savings beyond which owners take the surplus home.",
    )
    relearning: float = parameter(
        0.2, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast a new routine is learned by a firm free of the old one (S59).",
    )
    luck: float = parameter(
        0.16, unit="log points", low=0, high=2, source="assumption",
        doc="Spread of the luck that makes like firms sell more or less (standard deviation).",
    )
    luck_memory: float = parameter(
        0.95, unit="share per month", low=0, high=0.999, source="assumption",
        doc="How much of last month's luck goes on.",
    )
    belt: float = parameter(
        0.21, unit="share of a living", low=0, high=1, source="assumption",
        doc="What an owner can do without in a month of loss before the firm's money shrinks.",
    )
    newness: float = parameter(
        0.6, unit="share", low=0, high=1, source="stinchcombe1965",
        doc="Customers whom a firm of the first day does not reach: nobody knows it yet.",
    )
    becoming_known: float = parameter(
        12.0, unit="months", low=1, high=240, source="assumption",
        doc="Time in which most of that gap closes.",
    )


@submodel(
    writes=(
        "firms.match", "firms.attraction", "firms.revenue", "firms.profit", "firms.capital",
        "firms.quality", "firms.dip", "firms.fortune", "markets.local", "markets.supply",
        "markets.workers",
        "surroundings.incomes",
    ),
    compiled=True,
)
def trade(
    firms: Firms, markets: Markets, surroundings: Surroundings, activity: Activity,
    trading: Trade, clock: Clock, blocks: Blocks, draw: Draws,
) -> None:
    """Firms share each segment's customers with one another and with the world outside."""
    _chain(firms, markets)
    blocks.sweep(_attract, firms.rows, firms, markets, activity, trading, clock.month)
    surroundings.incomes[0] = _gather_local(firms, markets, activity)
    blocks.sweep(
        _sell, firms.rows, firms, markets, activity, trading,
        trading.luck * np.sqrt(12.0 * (1.0 - trading.luck_memory**2)), draw.key,
    )


@njit(cache=True)
def _chain(firms: Firms, markets: Markets) -> None:
    markets.workers[:] = 0.0
    for i in range(firms.rows):
        if firms.alive[i]:
            markets.workers[firms.product[i]] += 1.0 + firms.collaborators[i]
    for p in range(markets.rows):
        missing = 0.0
        for q in range(markets.rows):
            if markets.chain[p, q] > 0.0:
                left = min(1.0, (markets.workers[q] + 1.0) / (markets.workers_at_start[q] + 1.0))
                missing += markets.chain[p, q] * (1.0 - left)
        markets.supply[p] = max(0.0, 1.0 - missing)


@njit(cache=True, nogil=True)
def _attract(
    begin: int, end: int, firms: Firms, markets: Markets, activity: Activity, trading: Trade,
    month: int,
) -> None:
    of_size = pull_of_sizes(activity.size_elasticity)
    for i in range(begin, end):
        if not firms.alive[i]:
            firms.attraction[i] = 0.0
            continue
        p, t, m = firms.product[i], firms.technology[i], firms.market[i]
        fit = 0.0
        for k in range(firms.skills.shape[1]):
            fit += markets.need[p, t, m, k] * firms.skills[i, k]
        firms.match[i] = min(1.0, fit)
        pull = np.exp(activity.match_weight * fit + firms.quality[i])
        pull *= of_size[firms.collaborators[i]]
        pull *= markets.supply[p] * (1.0 - firms.dip[i])
        lived = month - firms.founded[i]
        if lived < 4.0 * trading.becoming_known:
            pull *= 1.0 - trading.newness * np.exp(-lived / trading.becoming_known)
        pull *= reach(m, firms.formality[i], firms.outside[i], activity.reach_without_contacts)
        firms.attraction[i] = pull


@njit(cache=True)
def _gather_local(firms: Firms, markets: Markets, activity: Activity) -> float:
    markets.local[:] = 0.0
    incomes = 0.0
    for i in range(firms.rows):
        if firms.alive[i]:
            markets.local[firms.product[i], firms.market[i]] += firms.attraction[i]
            incomes += activity.wage * (1.0 + firms.collaborators[i])
    return incomes


@njit(cache=True, nogil=True)
def _sell(
    begin: int, end: int, firms: Firms, markets: Markets, activity: Activity, trading: Trade,
    luck_width: float, key: np.uint64,
) -> None:
    for i in range(begin, end):
        if not firms.alive[i]:
            continue
        p, m = firms.product[i], firms.market[i]
        everywhere = markets.local[p, m] + markets.outside[p, m]
        firms.fortune[i] = trading.luck_memory * firms.fortune[i] + luck_width * (
            uniform(key, i, 0) - 0.5
        )
        sales = markets.demand[p, m] * firms.attraction[i] / everywhere if everywhere > 0.0 else 0.0
        sales *= np.exp(firms.fortune[i])
        cost = activity.wage * (1.0 + firms.collaborators[i])
        cost *= 1.0 - trading.undeclared_saving * (1.0 - firms.formality[i])
        cost += activity.fixed_cost
        firms.revenue[i] = sales
        firms.profit[i] = trading.profit_memory * firms.profit[i] + (
            1.0 - trading.profit_memory
        ) * (sales - cost)
        saved = sales - cost
        if saved < 0.0:
            saved = min(0.0, saved + trading.belt * activity.wage)
        firms.capital[i] += saved
        if firms.capital[i] > trading.reserve * cost:
            firms.capital[i] -= 0.5 * (firms.capital[i] - trading.reserve * cost)
        firms.quality[i] *= 1.0 - trading.quality_fading
        firms.dip[i] *= 1.0 - trading.relearning * (1.0 - firms.habits[i])
