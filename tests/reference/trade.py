"""Firms share each segment's customers with one another and with the world outside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simulation.entities.markets import NATIONAL

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory


def trade(territory: ObviousTerritory) -> None:
    """All firms attract customers first; then each sells its share."""
    draw = territory.draws("trade")
    count_workers(territory)
    for product in territory.products:
        product.local = [0.0 for _ in product.local]
    for firm in territory.firms():
        attract(firm, territory)
        territory.products[firm.product].local[firm.market] += firm.attraction
    wage = territory.parameters.activity.wage
    territory.incomes = sum(wage * (1.0 + firm.collaborators) for firm in territory.firms())
    for firm in territory.firms():
        sell(firm, territory, draw)


def count_workers(territory: ObviousTerritory) -> None:
    """A product suffers as far as the trades that deliver to it have lost their people."""
    for product in territory.products:
        product.workers = 0.0
    for firm in territory.firms():
        territory.products[firm.product].workers += 1.0 + firm.collaborators
    for product in territory.products:
        missing = 0.0
        for weight, supplier in zip(product.chain, territory.products, strict=True):
            left = min(1.0, (supplier.workers + 1.0) / (supplier.workers_at_start + 1.0))
            missing += weight * (1.0 - left)
        product.supply = max(0.0, 1.0 - missing)


def attract(firm: ObviousFirm, territory: ObviousTerritory) -> None:
    """A firm pulls by the fit of its skills, its lead, its size, its name and its reach."""
    rule, activity = territory.parameters.trade, territory.parameters.activity
    product = territory.products[firm.product]
    need = product.need[firm.technology][firm.market]
    fit = sum(asked * level for asked, level in zip(need, firm.skills, strict=True))
    firm.match = min(1.0, fit)
    pull = math.exp(activity.match_weight * fit + firm.quality)
    pull *= (1.0 + firm.collaborators) ** activity.size_elasticity
    pull *= product.supply * (1.0 - firm.dip)
    lived = territory.month - firm.founded
    if lived < 4.0 * rule.becoming_known:
        pull *= 1.0 - rule.newness * math.exp(-lived / rule.becoming_known)
    if firm.market >= NATIONAL:
        pull *= firm.formality
        without = activity.reach_without_contacts
        pull *= without + (1.0 - without) * firm.outside
    firm.attraction = pull


def sell(firm: ObviousFirm, territory: ObviousTerritory, draw: Stream) -> None:
    """A firm sells its share of all attraction, by good or bad luck, and keeps its accounts."""
    rule, activity = territory.parameters.trade, territory.parameters.activity
    product = territory.products[firm.product]
    everywhere = product.local[firm.market] + product.outside[firm.market]
    luck = rule.luck * math.sqrt(12.0 * (1.0 - rule.luck_memory * rule.luck_memory))
    firm.fortune *= rule.luck_memory
    firm.fortune += luck * (draw.uniform(firm.slot, 0) - 0.5)
    sales = 0.0
    if everywhere > 0.0:
        sales = product.demand[firm.market] * firm.attraction / everywhere
    firm.revenue = sales * math.exp(firm.fortune)

    wages = activity.wage * (1.0 + firm.collaborators)
    wages *= 1.0 - rule.undeclared_saving * (1.0 - firm.formality)
    cost = wages + activity.fixed_cost
    earned = firm.revenue - cost
    firm.profit = rule.profit_memory * firm.profit + (1.0 - rule.profit_memory) * earned
    if earned < 0.0:  # the owner can do without part of a living
        earned = min(0.0, earned + rule.belt * activity.wage)
    firm.capital += earned
    if firm.capital > rule.reserve * cost:  # half of what is beyond is taken home
        firm.capital -= 0.5 * (firm.capital - rule.reserve * cost)

    firm.quality *= 1.0 - rule.quality_fading
    firm.dip *= 1.0 - rule.relearning * (1.0 - firm.habits)
