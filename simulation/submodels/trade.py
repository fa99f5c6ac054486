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
from simulation.declarations import Flags, Floats, Integers, Shorts, parameter, parameters, submodel
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
    )
)
def trade(
    firms: Firms, markets: Markets, surroundings: Surroundings, activity: Activity,
    trading: Trade, clock: Clock, blocks: Blocks, draw: Draws,
) -> None:
    """Firms share each segment's customers with one another and with the world outside."""
    _chain(
        firms.alive, firms.product, firms.collaborators, markets.chain, markets.workers_at_start,
        markets.workers, markets.supply,
    )
    blocks.sweep(
        _attract, firms.rows, firms.alive, firms.product, firms.technology, firms.market,
        firms.skills, firms.collaborators, firms.formality, firms.outside, firms.dip,
        firms.quality, markets.need, markets.supply, activity.match_weight,
        activity.size_elasticity, activity.reach_without_contacts, trading.newness,
        trading.becoming_known, clock.month, firms.founded, firms.match, firms.attraction,
    )
    surroundings.incomes[0] = _gather_local(
        firms.alive, firms.product, firms.market, firms.attraction, firms.collaborators,
        activity.wage, markets.local,
    )
    blocks.sweep(
        _sell, firms.rows, firms.alive, firms.product, firms.market, firms.attraction,
        firms.collaborators, firms.formality, markets.demand, markets.outside, markets.local,
        activity.wage, activity.fixed_cost, trading.undeclared_saving, trading.profit_memory,
        trading.reserve, trading.quality_fading, firms.revenue, firms.profit, firms.capital,
        firms.quality, firms.dip, firms.habits, trading.relearning, firms.fortune,
        trading.luck_memory, trading.luck * np.sqrt(12.0 * (1.0 - trading.luck_memory**2)),
        trading.belt, draw.key,
    )


@njit(cache=True)
def _chain(
    alive: Flags, product: Shorts, collaborators: Shorts, chain: Floats,
    workers_at_start: Floats, workers: Floats, supply: Floats,
) -> None:
    workers[:] = 0.0
    for i in range(len(alive)):
        if alive[i]:
            workers[product[i]] += 1.0 + collaborators[i]
    for p in range(len(supply)):
        missing = 0.0
        for q in range(len(supply)):
            if chain[p, q] > 0.0:
                left = min(1.0, (workers[q] + 1.0) / (workers_at_start[q] + 1.0))
                missing += chain[p, q] * (1.0 - left)
        supply[p] = max(0.0, 1.0 - missing)


@njit(cache=True, nogil=True)
def _attract(
    begin: int, end: int, alive: Flags, product: Shorts, technology: Shorts, market: Shorts,
    skills: Floats, collaborators: Shorts, formality: Floats, outside_contacts: Floats,
    dip: Floats, quality: Floats, need: Floats, supply: Floats, match_weight: float,
    size_elasticity: float, reach_without_contacts: float, newness: float, becoming_known: float,
    month: int, founded: Integers, match: Floats, attraction: Floats,
) -> None:
    of_size = pull_of_sizes(size_elasticity)
    for i in range(begin, end):
        if not alive[i]:
            attraction[i] = 0.0
            continue
        p, t, m = product[i], technology[i], market[i]
        fit = 0.0
        for k in range(skills.shape[1]):
            fit += need[p, t, m, k] * skills[i, k]
        match[i] = min(1.0, fit)
        pull = np.exp(match_weight * fit + quality[i])
        pull *= of_size[collaborators[i]]
        pull *= supply[p] * (1.0 - dip[i])
        lived = month - founded[i]
        if lived < 4.0 * becoming_known:
            pull *= 1.0 - newness * np.exp(-lived / becoming_known)
        pull *= reach(m, formality[i], outside_contacts[i], reach_without_contacts)
        attraction[i] = pull


@njit(cache=True)
def _gather_local(
    alive: Flags, product: Shorts, market: Shorts, attraction: Floats, collaborators: Shorts,
    wage: float, local: Floats,
) -> float:
    local[:] = 0.0
    incomes = 0.0
    for i in range(len(alive)):
        if alive[i]:
            local[product[i], market[i]] += attraction[i]
            incomes += wage * (1.0 + collaborators[i])
    return incomes


@njit(cache=True, nogil=True)
def _sell(
    begin: int, end: int, alive: Flags, product: Shorts, market: Shorts, attraction: Floats,
    collaborators: Shorts, formality: Floats, demand: Floats, outside: Floats, local: Floats,
    wage: float, fixed_cost: float, undeclared_saving: float, profit_memory: float,
    reserve: float, quality_fading: float, revenue: Floats, profit: Floats, capital: Floats,
    quality: Floats, dip: Floats, habits: Floats, relearning: float, fortune: Floats,
    luck_memory: float, luck_width: float, belt: float, key: np.uint64,
) -> None:
    for i in range(begin, end):
        if not alive[i]:
            continue
        p, m = product[i], market[i]
        everywhere = local[p, m] + outside[p, m]
        fortune[i] = luck_memory * fortune[i] + luck_width * (uniform(key, i, 0) - 0.5)
        sales = demand[p, m] * attraction[i] / everywhere if everywhere > 0.0 else 0.0
        sales *= np.exp(fortune[i])
        cost = wage * (1.0 + collaborators[i])
        cost *= 1.0 - undeclared_saving * (1.0 - formality[i])
        cost += fixed_cost
        revenue[i] = sales
        profit[i] = profit_memory * profit[i] + (1.0 - profit_memory) * (sales - cost)
        saved = sales - cost
        if saved < 0.0:
            saved = min(0.0, saved + belt * wage)
        capital[i] += saved
        if capital[i] > reserve * cost:
            capital[i] -= 0.5 * (capital[i] - reserve * cost)
        quality[i] *= 1.0 - quality_fading
        dip[i] *= 1.0 - relearning * (1.0 - habits[i])
