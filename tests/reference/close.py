"""Firms close: for want of money, by choice, or because the owner retires and nobody follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.obvious_firm import disconnect, within

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

TOO_OLD = 85.0


def close(territory: ObviousTerritory) -> None:
    """Those who go leave their slot, their ties and their people."""
    draw = territory.draws("close")
    out_of_work = 0
    for firm in territory.firms():
        if gives_up(firm, territory, draw):
            out_of_work += 1 + firm.collaborators
            for tie in firm.present_ties():
                disconnect(firm, tie)
            territory.slots[firm.slot] = None
            firm.alive = False
            firm.remove()
    territory.unemployed += out_of_work


def gives_up(firm: ObviousFirm, territory: ObviousTerritory, draw: Stream) -> bool:
    """Say whether a firm closes this month; who is beyond credit has no choice but luck."""
    rule, wage = territory.parameters.close, territory.parameters.activity.wage
    weight = firm.life_project if rule.life_project else 0.0
    if firm.capital < -rule.credit * (1.0 + 0.5 * firm.collaborators):
        return draw.uniform(firm.slot, 0) < rule.bankruptcy
    missing = within(0.0, -firm.profit / wage, 1.0)
    by_choice = rule.other_reasons + rule.giving_up * missing * missing * (1.0 - weight)
    if draw.uniform(firm.slot, 1) < by_choice:
        return True
    if firm.age < rule.retire_from or firm.successor:
        return False
    retires = draw.uniform(firm.slot, 2) < rule.retiring * (1.0 - 0.5 * weight)
    return retires or firm.age >= TOO_OLD
