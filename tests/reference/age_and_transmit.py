"""Owners age, look for somebody to take over, and hand on; some sell before their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.entities.community import ADULT
from simulation.entities.firms import Stage
from simulation.entities.markets import SKILLS
from tests.reference.obvious_firm import within

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm
    from tests.reference.obvious_model import ObviousTerritory

CRAFT = SKILLS.index("craft")
CREATED, GROWN = 12, 60


def age_and_transmit(territory: ObviousTerritory) -> None:
    """One firm after the other: a hand-over shakes its partners' trust at once."""
    rule, draw = territory.parameters.age_and_transmit, territory.draws("age_and_transmit")
    search = rule.search if rule.scarce_successors else float("inf")
    youth = territory.people[ADULT] / territory.people_at_start[ADULT]
    for firm in territory.firms():
        firm.age = min(100.0, firm.age + 1.0 / 12.0)
        grow_up(firm, territory.month)
        earning = firm.profit > 0.0
        if firm.age >= rule.search_from and not firm.successor and earning:
            trusted = sum(tie.trust for tie in firm.present_ties())
            known = 1.0 + rule.embeddedness * min(1.0, trusted / 5.0)
            firm.successor = draw.uniform(firm.slot, 0) < search * youth * known
        if (
            firm.successor
            and firm.age >= rule.hand_on_from
            and draw.uniform(firm.slot, 1) < rule.hand_on
        ) or (earning and draw.uniform(firm.slot, 2) < rule.sale * youth):
            hand_on(firm, territory, draw)


def grow_up(firm: ObviousFirm, month: int) -> None:
    """A firm goes from creation to growth to maturity; after a hand-over it settles again."""
    lived = month - firm.founded
    if firm.stage == Stage.CREATION and lived >= CREATED:
        firm.stage, firm.stage_since = Stage.GROWTH, month
    elif firm.stage == Stage.GROWTH and lived >= GROWN:
        firm.stage, firm.stage_since = Stage.MATURITY, month
    elif firm.stage == Stage.TRANSMISSION and month - firm.stage_since >= CREATED:
        firm.stage = Stage.MATURITY


def hand_on(firm: ObviousFirm, territory: ObviousTerritory, draw: Stream) -> None:
    """A younger owner takes over: more open, freer of habits, with less of the craft."""
    rule = territory.parameters.age_and_transmit
    slot = firm.slot
    firm.successor = False
    firm.age = 27.0 + 15.0 * draw.uniform(slot, 3)
    firm.stage, firm.stage_since = Stage.TRANSMISSION, territory.month
    openness = 0.5 * firm.openness + 0.3 + 0.12 * draw.normal(slot, 4)
    firm.openness = within(0.05, openness, 1.0)
    firm.life_project = within(0.0, firm.life_project + 0.1 * draw.normal(slot, 6), 1.0)
    firm.habits *= 0.6
    firm.confidence = 0.5 + 0.2 * draw.uniform(slot, 8)
    told = (1.0 - rule.kept_in_transfer) * firm.internal_dialogue
    firm.skills[CRAFT] *= rule.kept_in_transfer + told
    for tie in firm.present_ties():
        tie.trust *= rule.shaken_trust
        tie.other.trust *= rule.shaken_trust
