"""The world outside moves: demand, competitors elsewhere, people, works, and dated threats.

Shapes: P products, M markets, K skills, H threats, 4 age groups. In: threats, incomes. Out:
demand, outside, coming (P, M), frontier (K), people, surroundings.
Source: facts 2.6; martin2012 (shocks on regions).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Floats, parameter, parameters, submodel
from simulation.entities.community import Population, Surroundings
from simulation.entities.firms import Activity
from simulation.entities.markets import RESIDENTS, VISITORS, Markets
from simulation.entities.threats import Threats
from simulation.events import EventLog, Kind


@parameters
class UnfoldContext:
    """How fast the outside moves, and how the territory's people and incomes follow."""

    frontier_growth: float = parameter(
        0.0052, unit="level per year", low=0, high=0.1, source="assumption",
        doc="How fast competitors elsewhere learn.",
    )
    income_feedback: float = parameter(
        0.5, unit="elasticity", low=0, high=1.5, source="assumption",
        doc="How local spending follows local incomes.",
    )
    birth_rate: float = parameter(
        0.009, unit="per resident and year", low=0, high=0.05, source="facts 2.6",
        doc="Births among residents.",
    )
    death_rate: float = parameter(
        0.05, unit="per person over 65 and year", low=0, high=0.2, source="assumption",
        doc="Deaths among the old.",
    )
    youth_leaving: float = parameter(
        0.0, unit="per year", low=-0.1, high=0.2, source="facts 2.6",
        doc="Net share of people of 20 to 39 who leave each year.",
    )
    visitors_and_environment: float = parameter(
        0.6, unit="elasticity", low=0, high=3, source="assumption",
        doc="How visitors follow the quality of the environment.",
    )
    visitors_and_heritage: float = parameter(
        0.3, unit="elasticity", low=0, high=3, source="assumption",
        doc="How visitors follow the heritage that is kept alive.",
    )
    keeping_heritage: float = parameter(
        0.005, unit="share per month", low=0, high=1, source="assumption",
        doc="How fast heritage follows the crafts of the start that somebody still holds (S11).",
    )
    recovery: float = parameter(
        0.02, unit="share per month", low=0, high=0.5, source="assumption",
        doc="How fast the environment comes back to what it can be.",
    )
    damage: float = parameter(
        0.02, unit="share per month", low=0, high=0.5, source="assumption",
        doc="Environment lost in a month of full nuisance.",
    )
    environment_at_best: float = parameter(
        0.7, unit="share", low=0.05, high=1, source="assumption",
        doc="Quality to which the environment tends when nothing disturbs it.",
    )
    job_finding: float = parameter(
        0.06, unit="share per month", low=0, high=1, source="assumption",
        doc="Unemployed who find work outside very small firms, or leave.",
    )


@submodel(
    writes=(
        "markets.demand", "markets.outside", "markets.coming", "markets.frontier", "markets.need",
        "population.people", "surroundings.environment", "surroundings.nuisance",
        "surroundings.unemployed", "surroundings.signal", "surroundings.heritage",
        "surroundings.influx",
    )
)
def unfold_context(
    markets: Markets, population: Population, surroundings: Surroundings, threats: Threats,
    activity: Activity, context: UnfoldContext, clock: Clock, events: EventLog,
) -> None:
    """The world outside moves: demand, competitors, people, works and dated threats."""
    struck = (threats.onset == clock.month).nonzero()[0]
    if struck.size:
        events.append(
            Kind.THREAT_STRUCK, clock.month, np.full(len(struck), -1, dtype=np.int64),
            values=struck.astype(np.float64),
        )
    growth = np.exp(activity.match_weight * context.frontier_growth / 12.0)
    strength, obsolescence, outdates = _unfold(
        markets, population, surroundings, threats, context, clock.month, growth, clock.step > 0
    )
    surroundings.influx[0] = min(1.0, float(strength @ threats.influx))
    if outdates:
        moved = np.minimum(1.0, obsolescence)[:, None, None, None]
        markets.need[:] = (1.0 - moved) * markets.need_at_start + moved * markets.digital_need


@njit(cache=True)
def _unfold(
    markets: Markets, population: Population, surroundings: Surroundings, threats: Threats,
    context: UnfoldContext, month: int, growth: float, counted: bool,
) -> tuple[Floats, Floats, bool]:
    """Move all but influx and needs; return how far each threat has come (H), what it outdates."""
    strength, nuisance, exodus, obsolescence, outdates = _strength(threats, month)
    _unfold_demand(
        markets, population, surroundings, threats, context, month, strength, nuisance, growth
    )
    if counted:  # nobody has counted the masters of each craft before the first month
        _keep_heritage(markets, surroundings, context)
    _unfold_community(population, surroundings, context, min(1.0, nuisance), exodus)
    return strength, obsolescence, outdates


@njit(cache=True)
def _strength(threats: Threats, month: int) -> tuple[Floats, float, float, Floats, bool]:
    """Return how far each threat has come (H), the pressures of all, and if any ever outdates."""
    strength = np.zeros(threats.rows)
    disturbing, driving_away = 0.0, 0.0
    outdating = np.zeros(threats.obsolescence.shape[1])
    outdates = False
    for h in range(threats.rows):
        for p in range(len(outdating)):
            outdates |= threats.obsolescence[h, p] != 0.0
        since = month - threats.onset[h]
        if since < 0:
            continue
        strength[h] = min(1.0, (since + 1) / threats.ramp[h])
        over = since - threats.ramp[h] - threats.lasting[h]
        if threats.lasting[h] > 0 and over > 0:
            gone = (1.0 - threats.scar[h]) * over / threats.fade[h]
            strength[h] = max(threats.scar[h], 1.0 - gone)
        disturbing += strength[h] * threats.nuisance[h]
        driving_away += strength[h] * threats.exodus[h]
        for p in range(len(outdating)):
            outdating[p] += strength[h] * threats.obsolescence[h, p]
    return strength, disturbing, driving_away, outdating, outdates


@njit(cache=True)
def _unfold_demand(
    markets: Markets, population: Population, surroundings: Surroundings, threats: Threats,
    context: UnfoldContext, month: int, strength: Floats, nuisance: float, growth: float,
) -> None:
    local = population.people.sum() / population.at_start.sum()
    incomes = surroundings.incomes[0] / surroundings.incomes_at_start[0]
    local *= max(0.1, incomes) ** context.income_feedback
    environment = surroundings.environment[0] / context.environment_at_best
    heritage = surroundings.heritage[0] / max(1e-9, surroundings.heritage_at_start[0])
    welcome = environment**context.visitors_and_environment
    welcome *= heritage**context.visitors_and_heritage
    welcome *= max(0.0, 1.0 - nuisance)
    surroundings.signal[0] = 0.0
    for p in range(markets.demand.shape[0]):
        for m in range(markets.demand.shape[1]):
            change = 0.0
            announced = 0.0
            for h in range(threats.rows):
                change += threats.effect[h, p, m] * strength[h]
                begins = threats.onset[h] - threats.lead[h]
                signalled = threats.lead[h] > 0 and begins <= month
                # Once it is at full size nothing more is coming, also when it goes away again.
                rising = month < threats.onset[h] + threats.ramp[h] and strength[h] < 1.0
                if signalled and rising:
                    announced += threats.effect[h, p, m] * (1.0 - strength[h])
                    clear = threats.visibility[h] * min(1.0, (month - begins + 1) / threats.lead[h])
                    surroundings.signal[0] = max(surroundings.signal[0], clear)
            markets.demand[p, m] = markets.usual[p, m] * np.exp(change)
            markets.coming[p, m] = announced
            markets.outside[p, m] *= growth
        markets.demand[p, RESIDENTS] *= local
        markets.demand[p, VISITORS] *= welcome
    for k in range(len(markets.frontier)):
        markets.frontier[k] = min(1.0, markets.frontier[k] + context.frontier_growth / 12.0)


@njit(cache=True)
def _keep_heritage(markets: Markets, surroundings: Surroundings, context: UnfoldContext) -> None:
    crafts, held = 0, 0
    for p in range(markets.rows):
        if markets.workers_at_start[p] > 0.0:
            crafts += 1
            held += markets.holders[p] > 0
    if crafts > 0:
        surroundings.heritage[0] += context.keeping_heritage * (
            surroundings.heritage_at_start[0] * held / crafts - surroundings.heritage[0]
        )


@njit(cache=True)
def _unfold_community(
    population: Population, surroundings: Surroundings, context: UnfoldContext, nuisance: float,
    exodus: float,
) -> None:
    young, adult, senior, old = population.people
    leaving = adult * (context.youth_leaving + exodus) / 12.0
    born = population.people.sum() * context.birth_rate / 12.0
    grown, ripened, aged = young / 240.0, adult / 240.0, senior / 300.0
    population.people[0] = max(0.0, young + born - grown)
    population.people[1] = max(0.0, adult + grown - ripened - leaving)
    population.people[2] = max(0.0, senior + ripened - aged)
    population.people[3] = max(0.0, old + aged - old * context.death_rate / 12.0)
    surroundings.nuisance[0] = nuisance
    surroundings.environment[0] += context.recovery * (
        context.environment_at_best - surroundings.environment[0]
    )
    surroundings.environment[0] = max(0.0, surroundings.environment[0] - context.damage * nuisance)
    surroundings.unemployed[0] *= 1.0 - context.job_finding
