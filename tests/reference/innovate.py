"""Owners compare what they do with what they could do one step away, and some change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.entities.markets import MARKETS, NATIONAL, TECHNOLOGIES
from tests.reference.obvious_firm import closeness

if TYPE_CHECKING:
    from tests.reference.keyed_draws import Stream
    from tests.reference.obvious_firm import ObviousFirm, Tie
    from tests.reference.obvious_model import ObviousTerritory


@dataclass
class Option:
    """Another product, technology or market, how well it could be done, and what it promises."""

    product: int
    technology: int
    market: int
    fit: float
    promise: float


def innovate(territory: ObviousTerritory) -> None:
    """Now and then an owner who can pay for a change looks at the alternatives."""
    rule, draw = territory.parameters.innovate, territory.draws("innovate")
    for firm in territory.firms():
        if draw.uniform(firm.slot, 0) >= rule.review or firm.capital < rule.cost:
            continue
        best = best_option(firm, territory, draw)
        now = promise(firm, firm.product, firm.market, firm.match, territory)
        now *= 1.0 - firm.alarm
        if best is None or now <= 0.0:
            continue
        rung = territory.products[firm.product].rung[firm.technology]
        gain = math.log(best.promise / now) - rule.hurdle - rule.rung_hurdle * rung
        if gain <= 0.0:
            continue
        dares = willingness(firm, territory) * (1.0 - math.exp(-gain))
        if draw.uniform(firm.slot, 4) < dares:
            attempt(firm, best, territory, draw)


def best_option(firm: ObviousFirm, territory: ObviousTerritory, draw: Stream) -> Option | None:
    """Compare two related products, the next technology and another market."""
    rule = territory.parameters.innovate
    p, t, m = firm.product, firm.technology, firm.market
    related = territory.products[p].related[:4]
    alternatives = [
        (related[int(draw.uniform(firm.slot, 1) * len(related))], t, m),
        (related[int(draw.uniform(firm.slot, 2) * len(related))], t, m),
        (p, min(t + 1, len(TECHNOLOGIES) - 1), m),
        (p, t, int(draw.uniform(firm.slot, 3) * len(MARKETS))),
    ]
    skills = pooled_skills(firm, territory)
    together = 0.0
    if rule.collective_stock and firm.network is not None:
        together = rule.stock_weight * firm.network.stock
    best = None
    for q, u, v in alternatives:
        if (q, u, v) == (p, t, m):
            continue
        fit = together
        for asked, level in zip(territory.products[q].need[u][v], skills, strict=True):
            fit += asked * level
        value = promise(firm, q, v, fit, territory)
        if value > (best.promise if best else 0.0):
            best = Option(q, u, v, fit, value)
    return best


def joint_ties(firm: ObviousFirm, territory: ObviousTerritory) -> list[Tie]:
    """Return the ties over which a firm can work jointly."""
    relations = territory.parameters.relations
    return [
        tie
        for tie in firm.present_ties()
        if tie.works_jointly(
            relations.trusted_from, relations.respect_needed, relations.history_needed
        )
    ]


def pooled_skills(firm: ObviousFirm, territory: ObviousTerritory) -> list[float]:
    """Return a firm's skills, leaning on better partners as far as trust and language carry."""
    rule = territory.parameters.innovate
    pooled = list(firm.skills)
    if not rule.pooling:
        return pooled
    for tie in joint_ties(firm, territory):
        share = rule.leaning * tie.trust * closeness(firm.language, tie.partner.language)
        for k, theirs in enumerate(tie.partner.skills):
            pooled[k] = max(pooled[k], firm.skills[k] + share * (theirs - firm.skills[k]))
    return pooled


def promise(
    firm: ObviousFirm, product: int, market: int, fit: float, territory: ObviousTerritory
) -> float:
    """Return the sales a firm expects in a segment, moved by what it sees coming."""
    activity = territory.parameters.activity
    segment = territory.products[product]
    pull = (1.0 + firm.collaborators) ** activity.size_elasticity
    pull *= math.exp(activity.match_weight * fit + firm.quality) * (1.0 - firm.dip)
    pull *= segment.supply
    if market >= NATIONAL:  # distant customers ask for declared work and for contacts
        without = activity.reach_without_contacts
        pull *= firm.formality * (without + (1.0 - without) * firm.outside)
    everybody = segment.local[market] + segment.outside[market]
    if (product, market) != (firm.product, firm.market):  # a newcomer adds its own pull
        everybody += pull
    sees = firm.awareness if territory.parameters.innovate.foresight else 0.0
    demand = segment.demand[market] * math.exp(sees * segment.coming[market])
    return demand * pull / everybody if everybody > 0.0 else 0.0


def willingness(firm: ObviousFirm, territory: ObviousTerritory) -> float:
    """Return openness freed from habits, with confidence; company lowers reluctance."""
    rule = territory.parameters.innovate
    company = rule.company if rule.companionship else 0.0
    partners = len(joint_ties(firm, territory))
    reluctance = 1.0 - firm.openness * (1.0 - firm.habits) * firm.confidence
    reluctance *= 1.0 - company * min(1.0, partners / 3.0)
    return 1.0 - reluctance


def attempt(firm: ObviousFirm, option: Option, territory: ObviousTerritory, draw: Stream) -> None:
    """Pay, and change or fail; who changes must unlearn."""
    rule = territory.parameters.innovate
    firm.capital -= rule.cost
    chance = 1.0 / (1.0 + math.exp(-rule.steepness * (option.fit - rule.difficulty)))
    if draw.uniform(firm.slot, 5) >= chance:
        firm.confidence *= 1.0 - rule.courage
        return
    firm.product, firm.technology, firm.market = option.product, option.technology, option.market
    firm.stage_since = territory.month
    firm.confidence += rule.courage * (1.0 - firm.confidence)
    firm.dip = min(0.9, max(firm.dip, rule.dip * (0.3 + 0.7 * firm.habits)))
    if rule.unlearning:
        firm.habits *= rule.kept_habits
