"""Routines that succeed harden; shared, they become norms, then traditions, then rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory
    from tests.reference.obvious_things import Product

HABIT, NORM, TRADITION, LAW = range(4)


def harden_habits(territory: ObviousTerritory) -> None:
    """Each firm's routine hardens; then each product's common ways climb or fall by one rung."""
    rule = territory.parameters.harden_habits
    for firm in territory.firms():
        rung = territory.products[firm.product].rung[firm.technology]
        step = rule.growth if firm.profit > 0.0 else rule.growth * rule.growth_without_success
        step *= 1.0 + rule.conformity * rung
        firm.habits += min(1.0, step) * (1.0 - firm.habits)
    if rule.hardening:
        climb(territory)


def climb(territory: ObviousTerritory) -> None:
    """Widely spread habits become norms; time makes traditions; an authority makes rules."""
    rule, draw = territory.parameters.harden_habits, territory.draws("harden_habits")
    now = territory.months_lived
    count_habits(territory)
    for p, product in enumerate(territory.products):
        for t, rung in enumerate(product.rung):
            spread, standing = product.spread[t], now - product.since[t]
            if rung == HABIT and spread < rule.shared_from:
                product.since[t] = now  # the months of wide spread count from here
            elif rung == HABIT and standing >= rule.norm_months:
                move(product, t, +1, now)
            elif HABIT < rung < LAW and spread < 0.5 * rule.shared_from:
                move(product, t, -1, now)
            elif (rung == NORM and standing >= rule.tradition_months) or (
                rung == TRADITION and draw.uniform(p, t) < rule.codification
            ):
                move(product, t, +1, now)


def count_habits(territory: ObviousTerritory) -> None:
    """Find for each technology which share of a product's firms uses it by firm habit."""
    makers = [0 for _ in territory.products]
    for product in territory.products:
        product.spread = [0.0 for _ in product.rung]
    for firm in territory.firms():
        makers[firm.product] += 1
        if firm.habits >= territory.parameters.harden_habits.habitual_from:
            territory.products[firm.product].spread[firm.technology] += 1.0
    for product, count in zip(territory.products, makers, strict=True):
        if count:
            product.spread = [habitual / count for habitual in product.spread]


def move(product: Product, technology: int, rungs: int, now: int) -> None:
    """Let a common way go up or down the ladder, and remember when."""
    product.rung[technology] += rungs
    product.since[technology] = now
