"""People, surroundings, routines and dated threats at the start."""

from __future__ import annotations

import numpy as np

from simulation.clock import Clock
from simulation.entities.community import AGE_GROUPS, Population, Routines, Surroundings
from simulation.entities.firms import Firms
from simulation.entities.markets import MARKETS
from simulation.entities.threats import Threats
from simulation.scenario import Scenario


def settle_people(
    population: Population, surroundings: Surroundings, firms: Firms, scenario: Scenario
) -> None:
    """Set residents by age group, in proportion to the firms, and what all share."""
    shares = np.array([scenario.community.ages[name] for name in AGE_GROUPS])
    residents = scenario.community.residents_per_firm * max(1, int(firms.alive.sum()))
    population.people[:] = residents * shares / shares.sum()
    population.at_start[:] = population.people
    surroundings.environment[0] = scenario.community.environment
    surroundings.heritage[0] = scenario.community.heritage
    surroundings.heritage_at_start[0] = scenario.community.heritage
    earned = float((1.0 + firms.collaborators[firms.alive]).sum())
    surroundings.incomes[0] = earned
    surroundings.incomes_at_start[0] = max(1.0, earned)
    surroundings.unemployed[0] = scenario.community.unemployed * earned


def settle_routines(routines: Routines, scenario: Scenario) -> None:
    """Put the routines of long standing on their rung."""
    for product, rungs in scenario.community.routines.items():
        p = list(scenario.economy.products).index(product)
        for technology, rung in rungs.items():
            routines.rung[p, ("manual", "mechanised", "digital").index(technology)] = rung


def set_threats(threats: Threats, scenario: Scenario, clock: Clock) -> None:
    """Write the scenario's dated threats into the calendar."""
    threats.names = tuple(item.name for item in scenario.threats)
    for h, item in enumerate(scenario.threats):
        threats.onset[h] = item.month_of(clock)
        threats.lead[h] = item.lead
        threats.ramp[h] = item.ramp
        threats.lasting[h] = item.lasting
        threats.fade[h] = item.fade
        threats.scar[h] = item.scar
        threats.visibility[h] = item.visibility
        threats.nuisance[h] = item.nuisance
        threats.influx[h] = item.influx
        threats.exodus[h] = item.exodus
        for p, (product, declared) in enumerate(scenario.economy.products.items()):
            touched = (
                (not item.products and not item.families)
                or product in item.products
                or declared.family in item.families
            )
            threats.obsolescence[h, p] = item.obsolescence if touched else 0.0
            for m, market in enumerate(MARKETS):
                if touched and (not item.markets or market in item.markets):
                    threats.effect[h, p, m] = np.log(max(1e-6, 1.0 + item.demand))
