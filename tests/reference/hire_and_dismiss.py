"""Firms take on people when profit lasts and let them go when it does not; know-how leaves too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.entities.markets import SKILLS

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory

CRAFT = SKILLS.index("craft")


def hire_and_dismiss(territory: ObviousTerritory) -> None:
    """Size follows profit per head, not every month, between nought and nine collaborators."""
    rule, wage = territory.parameters.hire_and_dismiss, territory.parameters.activity.wage
    draw = territory.draws("hire_and_dismiss")
    change = 0
    for firm in territory.firms():
        if draw.uniform(firm.slot, 0) >= rule.speed:
            continue
        heads = 1.0 + firm.collaborators
        seeks_one = firm.profit > rule.hiring_margin * wage * heads and firm.capital > wage
        must_let_go = firm.profit < -rule.dismissing_margin * wage * heads
        if seeks_one and firm.collaborators < 9:
            firm.collaborators += 1
            change += 1
        elif must_let_go and firm.collaborators > 0:
            firm.skills[CRAFT] *= 1.0 - rule.craft_leak / heads
            firm.collaborators -= 1
            change -= 1
    territory.unemployed = max(0.0, territory.unemployed - change)
