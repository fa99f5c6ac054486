"""The world outside moves: demand, competitors elsewhere, people, works, and dated threats.

Shapes: P products, M markets, K skills, H threats, 4 age groups. In: threats, incomes. Out:
demand, outside, coming (P, M), frontier (K), people, surroundings.
Source: facts 2.6; martin2012 (shocks on regions).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Floats, Integers, parameter, parameters, submodel
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
    struck = [threat for threat, month in enumerate(threats.onset.tolist()) if month == clock.month]
    if struck:
        events.append(
            Kind.THREAT_STRUCK, clock.month, np.full(len(struck), -1, dtype=np.int64),
            values=np.array(struck, dtype=np.float64),
        )
    strength, nuisance, exodus, obsolescence, outdates = _strength(
        clock.month, threats.onset, threats.ramp, threats.lasting, threats.fade, threats.scar,
        threats.nuisance, threats.exodus, threats.obsolescence,
    )
    _unfold_demand(
        clock.month, strength, threats.effect, threats.onset, threats.lead, threats.ramp,
        threats.visibility,
        markets.usual, population.people, population.at_start, surroundings.incomes,
        surroundings.incomes_at_start, surroundings.environment, surroundings.heritage,
        surroundings.heritage_at_start, context.visitors_and_heritage,
        nuisance,
        context.income_feedback, context.visitors_and_environment, context.environment_at_best,
        np.exp(activity.match_weight * context.frontier_growth / 12.0),
        context.frontier_growth / 12.0,
        markets.demand, markets.outside, markets.coming, markets.frontier, surroundings.signal,
    )
    surroundings.influx[0] = min(1.0, float(strength @ threats.influx))
    if outdates:
        moved = np.minimum(1.0, obsolescence)[:, None, None, None]
        markets.need[:] = (1.0 - moved) * markets.need_at_start + moved * markets.digital_need
    if clock.step:  # nobody has counted the masters of each craft before the first month
        _keep_heritage(
            markets.holders, markets.workers_at_start, surroundings.heritage_at_start,
            context.keeping_heritage, surroundings.heritage,
        )
    _unfold_community(
        population.people, surroundings.environment, surroundings.nuisance,
        surroundings.unemployed, min(1.0, nuisance), exodus, context.birth_rate, context.death_rate,
        context.youth_leaving, context.recovery, context.damage, context.environment_at_best,
        context.job_finding,
    )


@njit(cache=True)
def _strength(
    month: int, onset: Integers, ramp: Integers, lasting: Integers, fade: Integers, scar: Floats,
    nuisance: Floats, exodus: Floats, obsolescence: Floats,
) -> tuple[Floats, float, float, Floats, bool]:
    """Return how far each threat has come (H), the pressures of all, and if any ever outdates."""
    strength = np.zeros(len(onset))
    disturbing, driving_away = 0.0, 0.0
    outdating = np.zeros(obsolescence.shape[1])
    outdates = False
    for h in range(len(onset)):
        for p in range(len(outdating)):
            outdates |= obsolescence[h, p] != 0.0
        since = month - onset[h]
        if since < 0:
            continue
        strength[h] = min(1.0, (since + 1) / ramp[h])
        over = since - ramp[h] - lasting[h]
        if lasting[h] > 0 and over > 0:
            strength[h] = max(scar[h], 1.0 - (1.0 - scar[h]) * over / fade[h])
        disturbing += strength[h] * nuisance[h]
        driving_away += strength[h] * exodus[h]
        for p in range(len(outdating)):
            outdating[p] += strength[h] * obsolescence[h, p]
    return strength, disturbing, driving_away, outdating, outdates


@njit(cache=True)
def _unfold_demand(
    month: int, strength: Floats, effect: Floats, onset: Integers, lead: Integers,
    ramp: Integers, visibility: Floats, usual: Floats, people: Floats, people_at_start: Floats,
    incomes: Floats, incomes_at_start: Floats, environment: Floats, heritage: Floats,
    heritage_at_start: Floats, visitors_and_heritage: float, nuisance: float,
    income_feedback: float, visitors_and_environment: float, environment_at_best: float,
    outside_growth: float, frontier_step: float, demand: Floats, outside: Floats, coming: Floats,
    frontier: Floats, signal: Floats,
) -> None:
    local = people.sum() / people_at_start.sum()
    local *= max(0.1, incomes[0] / incomes_at_start[0]) ** income_feedback
    welcome = (environment[0] / environment_at_best) ** visitors_and_environment
    welcome *= (heritage[0] / max(1e-9, heritage_at_start[0])) ** visitors_and_heritage
    welcome *= max(0.0, 1.0 - nuisance)
    signal[0] = 0.0
    for p in range(demand.shape[0]):
        for m in range(demand.shape[1]):
            change = 0.0
            announced = 0.0
            for h in range(len(onset)):
                change += effect[h, p, m] * strength[h]
                begins = onset[h] - lead[h]
                # Once it is at full size nothing more is coming, also when it goes away again.
                if lead[h] > 0 and begins <= month < onset[h] + ramp[h] and strength[h] < 1.0:
                    announced += effect[h, p, m] * (1.0 - strength[h])
                    clear = visibility[h] * min(1.0, (month - begins + 1) / lead[h])
                    signal[0] = max(signal[0], clear)
            demand[p, m] = usual[p, m] * np.exp(change)
            coming[p, m] = announced
            outside[p, m] *= outside_growth
        demand[p, RESIDENTS] *= local
        demand[p, VISITORS] *= welcome
    for k in range(len(frontier)):
        frontier[k] = min(1.0, frontier[k] + frontier_step)


@njit(cache=True)
def _keep_heritage(
    holders: Integers, workers_at_start: Floats, heritage_at_start: Floats, speed: float,
    heritage: Floats,
) -> None:
    crafts, held = 0, 0
    for p in range(len(holders)):
        if workers_at_start[p] > 0.0:
            crafts += 1
            held += holders[p] > 0
    if crafts > 0:
        heritage[0] += speed * (heritage_at_start[0] * held / crafts - heritage[0])


@njit(cache=True)
def _unfold_community(
    people: Floats, environment: Floats, nuisance_now: Floats, unemployed: Floats,
    nuisance: float, exodus: float, birth_rate: float, death_rate: float, youth_leaving: float,
    recovery: float, damage: float, environment_at_best: float, job_finding: float,
) -> None:
    young, adult, senior, old = people
    leaving = adult * (youth_leaving + exodus) / 12.0
    born = people.sum() * birth_rate / 12.0
    grown, ripened, aged = young / 240.0, adult / 240.0, senior / 300.0
    people[0] = max(0.0, young + born - grown)
    people[1] = max(0.0, adult + grown - ripened - leaving)
    people[2] = max(0.0, senior + ripened - aged)
    people[3] = max(0.0, old + aged - old * death_rate / 12.0)
    nuisance_now[0] = nuisance
    environment[0] += recovery * (environment_at_best - environment[0])
    environment[0] = max(0.0, environment[0] - damage * nuisance)
    unemployed[0] *= 1.0 - job_finding
