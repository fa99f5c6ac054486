"""The world outside moves: demand, competitors elsewhere, people, works, and dated threats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from simulation.entities.markets import RESIDENTS, VISITORS

if TYPE_CHECKING:
    from tests.reference.obvious_model import ObviousTerritory
    from tests.reference.obvious_things import Threat


def unfold_context(territory: ObviousTerritory) -> None:
    """The world outside moves: demand, competitors, people, works and dated threats."""
    strengths = [strength_of(threat, territory.month) for threat in territory.threats]
    move_demand(territory, strengths)
    growth = territory.parameters.unfold_context.frontier_growth / 12.0
    territory.frontier = [min(1.0, level + growth) for level in territory.frontier]
    move_what_is_asked(territory, strengths)
    move_community(territory, strengths)
    if territory.months_lived:  # nobody has counted the masters of each craft before
        keep_heritage(territory)


def strength_of(threat: Threat, month: int) -> float:
    """Return how far a threat has unfolded: it ramps up, lasts, and fades down to its scar."""
    since = month - threat.onset
    if since < 0:
        return 0.0
    over = since - threat.ramp - threat.lasting
    if threat.lasting > 0 and over > 0:
        return max(threat.scar, 1.0 - (1.0 - threat.scar) * over / threat.fade)
    return min(1.0, (since + 1) / threat.ramp)


def move_demand(territory: ObviousTerritory, strengths: list[float]) -> None:
    """Demand follows threats, local incomes and people, and what visitors find."""
    rule, activity = territory.parameters.unfold_context, territory.parameters.activity
    incomes = max(0.1, territory.incomes / territory.incomes_at_start)
    local = sum(territory.people) / sum(territory.people_at_start)
    local *= incomes**rule.income_feedback
    welcome = territory.environment / rule.environment_at_best
    welcome = welcome**rule.visitors_and_environment
    heritage = territory.heritage / max(1e-9, territory.heritage_at_start)
    welcome *= heritage**rule.visitors_and_heritage
    welcome *= max(0.0, 1.0 - total_nuisance(territory, strengths))
    territory.signal = 0.0
    for p, product in enumerate(territory.products):
        for m in range(len(product.demand)):
            change = 0.0
            product.coming[m] = 0.0
            for threat, strength in zip(territory.threats, strengths, strict=True):
                change += threat.effect[p][m] * strength
                seen_from = threat.onset - threat.lead
                still_coming = territory.month < threat.onset + threat.ramp and strength < 1.0
                if threat.lead > 0 and territory.month >= seen_from and still_coming:
                    product.coming[m] += threat.effect[p][m] * (1.0 - strength)
                    clear = min(1.0, (territory.month - seen_from + 1) / threat.lead)
                    territory.signal = max(territory.signal, threat.visibility * clear)
            product.demand[m] = product.usual[m] * math.exp(change)
            product.outside[m] *= math.exp(activity.match_weight * rule.frontier_growth / 12.0)
        product.demand[RESIDENTS] *= local
        product.demand[VISITORS] *= welcome


def move_what_is_asked(territory: ObviousTerritory, strengths: list[float]) -> None:
    """Some threats move what every segment asks towards digital work."""
    if not any(max(threat.obsolescence) for threat in territory.threats):
        return
    for p, product in enumerate(territory.products):
        moved = min(
            1.0,
            sum(
                strength * threat.obsolescence[p]
                for threat, strength in zip(territory.threats, strengths, strict=True)
            ),
        )
        for t, markets in enumerate(product.need_at_start):
            for m, needs in enumerate(markets):
                product.need[t][m] = [
                    (1.0 - moved) * at_start + moved * digital
                    for at_start, digital in zip(needs, territory.digital_need, strict=True)
                ]


def move_community(territory: ObviousTerritory, strengths: list[float]) -> None:
    """People are born, age, leave and die; the environment recovers or suffers."""
    rule = territory.parameters.unfold_context
    exodus = sum(
        strength * threat.exodus
        for threat, strength in zip(territory.threats, strengths, strict=True)
    )
    young, adult, senior, old = territory.people
    born = sum(territory.people) * rule.birth_rate / 12.0
    leaving = adult * (rule.youth_leaving + exodus) / 12.0
    territory.people = [
        max(0.0, young + born - young / 240.0),
        max(0.0, adult + young / 240.0 - adult / 240.0 - leaving),
        max(0.0, senior + adult / 240.0 - senior / 300.0),
        max(0.0, old + senior / 300.0 - old * rule.death_rate / 12.0),
    ]
    territory.nuisance = min(1.0, total_nuisance(territory, strengths))
    territory.influx = min(
        1.0,
        sum(
            strength * threat.influx
            for threat, strength in zip(territory.threats, strengths, strict=True)
        ),
    )
    territory.environment += rule.recovery * (rule.environment_at_best - territory.environment)
    territory.environment -= rule.damage * territory.nuisance
    territory.environment = max(0.0, territory.environment)
    territory.unemployed *= 1.0 - rule.job_finding


def keep_heritage(territory: ObviousTerritory) -> None:
    """Heritage follows the crafts of the start that somebody still holds."""
    rule = territory.parameters.unfold_context
    crafts = [product for product in territory.products if product.workers_at_start > 0.0]
    if crafts:
        held = len([product for product in crafts if product.holders > 0])
        kept = territory.heritage_at_start * held / len(crafts)
        territory.heritage += rule.keeping_heritage * (kept - territory.heritage)


def total_nuisance(territory: ObviousTerritory, strengths: list[float]) -> float:
    """Return how much works disturb the surroundings this month."""
    return sum(
        strength * threat.nuisance
        for threat, strength in zip(territory.threats, strengths, strict=True)
    )
