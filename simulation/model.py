"""A territory: the Mesa model that lives one month at each step.

Shapes: the tables of `entities`, one row per individual; observations (steps, metrics).
Raises: InputError for a scenario that cannot be run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd

from simulation.agents import Roster
from simulation.blocks import Blocks
from simulation.clock import Clock
from simulation.declarations import METRICS, SUBMODELS, Floats, needed
from simulation.entities.community import AGE_GROUPS, Population, Routines, Surroundings
from simulation.entities.firms import Activity, Firms
from simulation.entities.markets import MARKETS, SKILLS, TECHNOLOGIES, Markets
from simulation.entities.meetings import Meetings
from simulation.entities.neighbourhoods import Neighbourhoods
from simulation.entities.networks import Networks, Projects
from simulation.entities.threats import Threats
from simulation.entities.ties import Ties
from simulation.events import EventLog
from simulation.initialization.lay_markets import LayMarkets, balance_markets, lay_needs
from simulation.initialization.people_firms import people_firms
from simulation.initialization.settle_community import (
    set_threats,
    settle_people,
    settle_routines,
)
from simulation.initialization.weave_ties import weave_ties
from simulation.observation import Observations
from simulation.randomness import Draws
from simulation.read_scenario import overlaid, read_scenario
from simulation.scenario import Scenario, parameter_values
from simulation.schedule import arrange, bind

VALUES, NORMS, MEMBERS = 4, 3, 5


class Territory(mesa.Model):
    """A local community of very small firms, living month by month."""

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        seed: int | None = None,
        *,
        n_firms: int | None = None,
        months: int | None = None,
        events: str = "life",
        threads: int = 1,
        **overrides: Any,
    ) -> None:
        """Set up a territory before its first month.

        `scenario` is the name of a context, a file, or a checked scenario; `overrides` change
        it by path, dots written as two underscores: `parameters__meet__frequency=0.4`.
        """
        seed = 1 if seed is None else int(seed)
        super().__init__(seed=seed)
        self.scenario = _prepared(scenario, n_firms, months, overrides)
        self.seed = seed
        self.clock = Clock(self.scenario.months, self.scenario.warm_up, self.scenario.start)
        self.events = EventLog(events)
        self._set_up(seed, threads)
        self.observations = Observations(self._offered(), self.clock.steps)
        self.datacollector = self.observations.as_datacollector()
        self._roster = Roster(self)

    def _set_up(self, seed: int, threads: int) -> None:
        scenario = self.scenario
        n = scenario.firms
        dimensions = {
            "skill": len(SKILLS), "value": VALUES, "axis": 2, "tie": scenario.most_ties,
            "market": len(MARKETS), "technology": len(TECHNOLOGIES), "norm": NORMS,
            "member": MEMBERS, "side": 2, "product": len(scenario.economy.products),
        }
        rows = int(np.ceil(n * scenario.slots))
        self.firms = Firms(rows, dimensions)
        self.ties = Ties(rows, dimensions)
        self.meetings = Meetings(rows, dimensions)
        self.markets = Markets(dimensions["product"], dimensions)
        self.population = Population(len(AGE_GROUPS), dimensions)
        self.surroundings = Surroundings(1, dimensions)
        self.routines = Routines(dimensions["product"], dimensions)
        self.threats = Threats(len(scenario.threats), dimensions)
        self.networks = Networks(max(16, rows // 4), dimensions)
        self.projects = Projects(max(16, rows // 4), dimensions)
        self.neighbourhoods = Neighbourhoods(rows, n)
        self.blocks = Blocks(threads)
        self._parameters = parameter_values(scenario)
        draw = {name: Draws(seed, name) for name in ("people_firms", "weave_ties")}
        lay_needs(self.markets, scenario.economy)
        people_firms(self.firms, self.markets, n, scenario, self.clock, draw["people_firms"])
        balance_markets(
            self.markets, self.firms, scenario.economy, self._parameters[Activity],
            self._parameters[LayMarkets],
        )
        weave_ties(
            self.firms, self.ties, self.markets, self.neighbourhoods, n, scenario,
            draw["weave_ties"],
        )
        settle_people(self.population, self.surroundings, self.firms, scenario)
        settle_routines(self.routines, scenario)
        set_threats(self.threats, self.markets, scenario, self.clock)
        change = scenario.schedule
        self.month_of_processes = arrange(change.without, change.insert, change.replace)
        self._streams: list[Draws] = []
        self._month: list[tuple[Any, tuple[Any, ...]]] = []
        offered = self._offered()
        for name in self.month_of_processes:
            stream = Draws(seed, name)
            self._streams.append(stream)
            self._month.append(bind(name, {**offered, Draws: stream}))

    def _offered(self) -> dict[type[Any], Any]:
        parts = (
            self.firms, self.ties, self.meetings, self.markets, self.population,
            self.surroundings, self.routines, self.threats, self.networks, self.projects,
            self.neighbourhoods, self.blocks, self.clock, self.events, self.scenario,
        )
        return {**{type(part): part for part in parts}, **self._parameters}

    def step(self) -> None:
        """Live one month."""
        for stream in self._streams:
            stream.turn(self.clock.step)
        for process, arguments in self._month:
            process(*arguments)
        self.observations.take(self.clock.step)
        self.clock.advance()
        if self.clock.step >= self.clock.steps:
            self.running = False

    def run(self, months: int | None = None) -> Territory:
        """Live until the end of the story, or for so many months; return the territory."""
        left = self.clock.steps - self.clock.step if months is None else months
        for _ in range(left):
            if not self.running:
                break
            self.step()
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy in another process needs."""
        return self.__dict__.copy()


def _prepared(
    scenario: str | Path | Scenario, n_firms: int | None, months: int | None,
    overrides: Mapping[str, Any],
) -> Scenario:
    """Return the checked scenario with the arguments laid over it."""
    changes = {name.replace("__", "."): value for name, value in overrides.items()}
    if n_firms is not None:
        changes["firms"] = n_firms
    if months is not None:
        changes["months"] = months
    if isinstance(scenario, Scenario):
        return overlaid(scenario, changes) if changes else scenario
    return read_scenario(scenario, changes)
