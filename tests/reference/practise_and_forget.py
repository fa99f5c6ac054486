"""Skills in use grow towards what the trade can teach; unused ones fade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.entities.markets import SKILLS

if TYPE_CHECKING:
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

CRAFT = SKILLS.index("craft")


def practise_and_forget(territory: ObviousTerritory) -> None:
    """The best living holder of each craft is found first; then all practise."""
    rule = territory.parameters.practise_and_forget
    for product in territory.products:
        product.tradition = rule.without_tradition
        product.holders = 0
    for firm in territory.firms():
        product = territory.products[firm.product]
        product.tradition = max(product.tradition, firm.skills[CRAFT])
        product.holders += firm.skills[CRAFT] >= rule.master_from
    for firm in territory.firms():
        practise(firm, territory)


def practise(firm: ObviousFirm, territory: ObviousTerritory) -> None:
    """A skill grows as far as the segment asks for it and somebody can teach it."""
    rule = territory.parameters.practise_and_forget
    product = territory.products[firm.product]
    for k, asked in enumerate(product.need[firm.technology][firm.market]):
        use = min(1.0, asked * len(SKILLS))
        top = rule.ceiling
        if k == CRAFT:
            top = product.tradition if rule.tacit_craft else 1.0
        if firm.skills[k] < top:
            firm.skills[k] += rule.learning_by_doing * use * (top - firm.skills[k])
        firm.skills[k] *= 1.0 - rule.forgetting * (1.0 - use)
        # What was taught is lost or becomes practice: the sooner, the more people reflect on it.
        lost = rule.fading * firm.fresh[k]
        stays = rule.settling * (1.0 + rule.reflecting * firm.reflection) * firm.fresh[k]
        firm.skills[k] = max(0.0, firm.skills[k] - lost)
        firm.fresh[k] = max(0.0, firm.fresh[k] - lost - stays)
        # What a mentor lends goes unless somebody renews it.
        gone = min(rule.letting_go * firm.lent[k], firm.skills[k])
        firm.skills[k] -= gone
        firm.lent[k] = max(0.0, firm.lent[k] - gone)
        # What a mentor lends goes with him.
        gone = min(rule.letting_go * firm.lent[k], firm.skills[k])
        firm.skills[k] -= gone
        firm.lent[k] = max(0.0, firm.lent[k] - gone)
