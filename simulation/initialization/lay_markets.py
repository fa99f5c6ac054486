"""Segments ask for skills, spend money, and are shared with competitors elsewhere.

Demand is set so that the firms of the start earn a modest margin, and the pull of competitors so
that the territory holds the stated share of each market.

Shapes: P products, T technologies, M markets, K skills.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import parameter, parameters
from simulation.entities.firms import Activity, Firms
from simulation.entities.markets import MARKETS, SKILLS, TECHNOLOGIES, Markets
from simulation.scenario_economy import Economy
from simulation.scenario_values import Needs


@parameters
class LayMarkets:
    """What the start takes for granted about sales."""

    margin: float = parameter(
        0.077,
        unit="share of cost",
        low=-0.5,
        high=2,
        source="assumption",
        doc="What firms of the start earn above their costs, on average.",
    )
    empty_segment: float = parameter(
        1.0,
        unit="firms",
        low=0,
        high=20,
        source="assumption",
        doc="Sales of a market that exists but is served by nobody here, in one-person firms.",
    )


def lay_needs(markets: Markets, economy: Economy) -> None:
    """Lay what each product, technology and market asks, and how near products are."""
    markets.names = tuple(economy.products)
    markets.families = tuple(item.family for item in economy.products.values())
    families = sorted({item.family for item in economy.products.values()})
    by_product = np.array([_row(item.needs) for item in economy.products.values()])
    by_technology = np.array([_row(economy.technologies[name]) for name in TECHNOLOGIES])
    by_market = np.array([_row(economy.markets[name].needs) for name in MARKETS])
    need = (
        0.5 * by_product[:, None, None]
        + 0.25 * by_technology[None, :, None]
        + 0.25 * by_market[None, None, :]
    )
    markets.need[:] = need
    markets.need_at_start[:] = need
    markets.digital_need[:] = 0.5 * by_technology[-1] + 0.5 * _row({"digital": 1, "technical": 1})
    markets.family[:] = [families.index(item.family) for item in economy.products.values()]
    apart = np.linalg.norm(by_product[:, None] - by_product[None, :], axis=2)
    apart -= 0.5 * (markets.family[:, None] == markets.family[None, :])
    np.fill_diagonal(apart, -np.inf)
    markets.related[:] = np.argsort(apart, axis=1, kind="stable")[:, 1:]
    for link in economy.chain:
        q, p = markets.names.index(link.supplier), markets.names.index(link.customer)
        markets.chain[p, q] = link.weight


def balance_markets(
    markets: Markets, firms: Firms, economy: Economy, activity: Activity, laying: LayMarkets
) -> None:
    """Set demand and the pull of competitors around the firms of the start."""
    workers = np.where(firms.alive, 1.0 + firms.collaborators, 0.0)
    costs = np.where(firms.alive, activity.wage * workers + activity.fixed_cost, 0.0)
    reach = np.ones(firms.rows)
    distant = firms.market >= MARKETS.index("national")
    without = activity.reach_without_contacts
    reach[distant] = (firms.formality * (without + (1.0 - without) * firms.outside))[distant]
    skill = np.einsum(
        "ik,ik->i", markets.need[firms.product, firms.technology, firms.market], firms.skills
    )
    firms.match[:] = np.where(firms.alive, skill, 0.0)
    pull = (
        np.exp(activity.match_weight * skill) * np.maximum(workers, 1.0) ** activity.size_elasticity
    )
    pull = np.where(firms.alive, pull * reach, 0.0)
    one_firm = activity.wage + activity.fixed_cost
    usual_pull = float(pull[firms.alive].mean()) if firms.alive.any() else 1.0
    sales = np.zeros_like(markets.usual)
    local = np.zeros_like(markets.usual)
    np.add.at(sales, (firms.product, firms.market), costs)
    np.add.at(local, (firms.product, firms.market), pull)
    for m, name in enumerate(MARKETS):
        offered = economy.markets[name]
        for p, item in enumerate(economy.products.values()):
            held = item.held.get(name, offered.held)
            sold = sales[p, m] * (1.0 + laying.margin)
            pulling = local[p, m]
            if sold == 0.0:
                exists = item.markets.get(name, 0.0) > 0.0 or item.share == 0.0
                sold = laying.empty_segment * one_firm * (1.0 if exists else 0.25)
                pulling = usual_pull * laying.empty_segment
            markets.usual[p, m] = sold / held
            markets.outside[p, m] = pulling * (1.0 - held) / held
    markets.demand[:] = markets.usual
    markets.local[:] = local
    np.add.at(markets.workers_at_start, firms.product, workers)
    markets.workers[:] = markets.workers_at_start
    markets.frontier[:] = [economy.frontier.get(name, 0.6) for name in SKILLS]


def _row(needs: Needs) -> np.ndarray:
    """Return the weights of the skills, as shares that add up to one."""
    row = np.array([float(needs.get(name, 0.0)) for name in SKILLS])
    return np.asarray(row / row.sum())
