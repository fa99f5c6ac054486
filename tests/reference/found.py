"""New firms are born: out of another firm, towards an opening, or for want of a job."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simulation.entities.community import ADULT
from simulation.entities.firms import MONTHS_IN_ID, Stage
from simulation.entities.markets import MARKETS, SKILLS
from tests.reference.obvious_firm import ObviousFirm, connect, regard, within

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_model import ObviousTerritory

CRAFT = SKILLS.index("craft")


def found(territory: ObviousTerritory) -> None:
    """In each free slot somebody may found; nobody comes out of a firm born this month."""
    rule, draw = territory.parameters.found, territory.draws("found")
    youth = territory.people[ADULT] / territory.people_at_start[ADULT]
    jobless = territory.unemployed / max(1.0, territory.incomes)
    opening, necessity = rule.opening * youth, rule.necessity * min(5.0, 10.0 * jobless)
    newborn: set[ObviousFirm] = set()
    for slot, tenant in enumerate(territory.slots):
        thought = draw.uniform(slot, 0)
        if tenant is not None or thought >= opening + necessity:
            continue
        parent = find_parent(slot, newborn, territory, draw)
        if parent is None:
            continue
        firm = child_of(parent, slot, territory, draw)
        can_live = expected_sales(firm, territory) >= living(territory)
        if thought < necessity or can_live:
            move_in(firm, parent, territory, draw)
            newborn.add(firm)
        else:
            firm.remove()
    if newborn:
        territory.unemployed = max(0.0, territory.unemployed - len(newborn))


def find_parent(
    slot: int, newborn: set[ObviousFirm], territory: ObviousTerritory, draw: Stream
) -> ObviousFirm | None:
    """Return the first living firm from a slot drawn by lot on."""
    n = len(territory.slots)
    probe = int(draw.uniform(slot, 1) * n)
    for shift in range(n):
        firm = territory.slots[(probe + shift) % n]
        if firm is not None and firm not in newborn:
            return firm
    return None


def child_of(
    parent: ObviousFirm, slot: int, territory: ObviousTerritory, draw: Stream
) -> ObviousFirm:
    """Return a founder's idea: a trade near the parent's, and skills partly its own."""
    rule = territory.parameters.found
    firm = ObviousFirm(territory, slot, territory.most_ties)
    firm.product = parent.product
    firm.technology = parent.technology
    firm.market = parent.market
    if draw.uniform(slot, 2) >= rule.same_trade:
        near = territory.products[parent.product].related[:6]
        firm.product = near[int(draw.uniform(slot, 3) * len(near))]
        if draw.uniform(slot, 4) < 0.5:
            firm.market = int(draw.uniform(slot, 5) * len(MARKETS))
        way = listed_way(parent, territory) if rule.listed_ways else None
        if way and draw.uniform(slot, 6) < territory.products[way[0]].listed[way[1]]:
            firm.product, firm.market = way
    another_trade = firm.product != parent.product
    for k, inherited in enumerate(parent.skills):
        own = 0.25 + rule.talent * draw.normal(slot, 10 + 2 * k)
        level = rule.inheritance * inherited + (1.0 - rule.inheritance) * own
        level += 0.5 * rule.talent * draw.normal(slot, 30 + 2 * k)
        if k == CRAFT and another_trade and territory.products[firm.product].holders == 0:
            level = min(level, rule.tradition_lost)
        firm.skills.append(within(0.02, level, 0.95))
    return firm


def listed_way(parent: ObviousFirm, territory: ObviousTerritory) -> tuple[int, int] | None:
    """Return the listed product and market that promise most to whoever can do what the parent can."""
    best, way = 0.0, None
    for q, product in enumerate(territory.products):
        for v, known in enumerate(product.listed):
            need = product.need[parent.technology][v]
            fit = sum(asked * level for asked, level in zip(need, parent.skills, strict=True))
            pull = math.exp(territory.parameters.activity.match_weight * fit)
            promise = product.demand[v] * pull / (product.local[v] + product.outside[v] + pull)
            if known > 0.0 and known * promise > best:
                best, way = known * promise, (q, v)
    return way


def fit_of(firm: ObviousFirm, territory: ObviousTerritory) -> float:
    """Return how well a firm's skills fit what its segment asks."""
    need = territory.products[firm.product].need[firm.technology][firm.market]
    return sum(asked * level for asked, level in zip(need, firm.skills, strict=True))


def expected_sales(firm: ObviousFirm, territory: ObviousTerritory) -> float:
    """Return what one person could sell here beside those who are there."""
    product = territory.products[firm.product]
    pull = math.exp(territory.parameters.activity.match_weight * fit_of(firm, territory))
    others = product.local[firm.market] + product.outside[firm.market]
    return product.demand[firm.market] * pull / (others + pull)


def living(territory: ObviousTerritory) -> float:
    """Return the sales that a founder by choice asks for."""
    activity = territory.parameters.activity
    return territory.parameters.found.expected_living * (activity.wage + activity.fixed_cost)


def move_in(
    firm: ObviousFirm, parent: ObviousFirm, territory: ObviousTerritory, draw: Stream
) -> None:
    """The firm is born: its owner, its start, its place, its first contacts."""
    rule, slot = territory.parameters.found, firm.slot
    territory.slots[slot] = firm
    firm.identity = slot * MONTHS_IN_ID + territory.months_lived + 1
    firm.founded = territory.month
    firm.stage, firm.stage_since = Stage.CREATION, territory.month
    firm.match = min(1.0, fit_of(firm, territory))
    firm.habits = 0.05
    firm.awareness = 0.5 * parent.awareness
    firm.fresh = [0.0 for _ in firm.skills]
    firm.lent = [0.0 for _ in firm.skills]
    firm.lent = [0.0 for _ in firm.skills]
    firm.support = 0.5 * parent.support + 0.15
    firm.vision = list(parent.vision)

    firm.age = 24.0 + 26.0 * draw.uniform(slot, 50) ** 1.3
    firm.openness = within(0.05, 0.35 + 0.3 * parent.openness + 0.15 * draw.normal(slot, 51), 1.0)
    firm.life_project = within(0.0, 0.4 + 0.18 * draw.normal(slot, 53), 1.0)
    dialogue = 0.3 + 0.5 * parent.internal_dialogue + 0.12 * draw.normal(slot, 55)
    firm.internal_dialogue = within(0.05, dialogue, 1.0)
    firm.capital = rule.start_capital * math.exp(0.6 * draw.normal(slot, 57))
    firm.formality = within(0.05, parent.formality + 0.1 * draw.normal(slot, 59), 1.0)
    firm.confidence = 0.4 + 0.3 * draw.uniform(slot, 61)
    firm.outside = 0.3 * draw.uniform(slot, 62) * firm.openness

    for v in range(len(parent.principles)):
        principle, language = parent.principles[v], parent.language[v]
        if not rule.inherited_place:
            principle, language = draw.uniform(slot, 70 + v), draw.uniform(slot, 80 + v)
        principle += 0.05 * draw.normal(slot, 90 + 2 * v)
        language += 0.05 * draw.normal(slot, 100 + 2 * v)
        firm.principles.append(within(0.0, principle, 1.0))
        firm.language.append(within(0.0, language, 1.0))
    firm.place = [
        within(0.0, parent.place[axis] + 0.08 * draw.normal(slot, 110 + 2 * axis), 1.0)
        for axis in range(2)
    ]
    if rule.inherited_place:
        take_over_contacts(firm, parent, territory)


def take_over_contacts(firm: ObviousFirm, parent: ObviousFirm, territory: ObviousTerritory) -> None:
    """A founder keeps contact with the parent firm and with its first partners."""
    wanted = round(territory.parameters.found.first_contacts)
    for contact in [parent, *(tie.partner for tie in parent.present_ties())]:
        if wanted > 0 and firm.has_room() and contact.has_room():
            connect(
                firm,
                contact,
                0.4 if contact is parent else 0.2,
                regard(firm, contact),
                regard(contact, firm),
                territory.months_lived,
                {"business"},
            )
            wanted -= 1
