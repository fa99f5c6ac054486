"""A territory: the Mesa model that lives one month at each step.

Shapes: the tables of `entities`, one row per individual; observations (steps, metrics).
Raises: InputError for a scenario that cannot be run.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from simulation.accompaniment.programme import Programme
from simulation.accompaniment.serving import Services
from simulation.accompaniment.steering import Steering
from simulation.agents import Roster
from simulation.asked import as_asked, checked_seed, paths_of
from simulation.blocks import SMALL, Blocks
from simulation.clock import Clock
from simulation.collector import Collector
from simulation.entities.bodies import CAPABILITIES, Bodies, Facilitators
from simulation.entities.charter import Charter
from simulation.entities.community import AGE_GROUPS, Population, Routines, Surroundings
from simulation.entities.elsewhere import Elsewhere
from simulation.entities.firms import Activity, Firms
from simulation.entities.markets import MARKETS, SKILLS, TECHNOLOGIES, Markets
from simulation.entities.meetings import Meetings
from simulation.entities.neighbourhoods import Neighbourhoods
from simulation.entities.networks import Networks, Projects
from simulation.entities.threats import Threats
from simulation.entities.ties import Ties
from simulation.events import EventLog
from simulation.graph import relations_graph
from simulation.initialization.lay_markets import LayMarkets, balance_markets, lay_needs
from simulation.initialization.people_firms import people_firms
from simulation.initialization.seat_bodies import seat_bodies
from simulation.initialization.settle_community import (
    set_threats,
    settle_people,
    settle_routines,
)
from simulation.initialization.weave_ties import weave_ties
from simulation.mesa_import import mesa
from simulation.observation import Observations
from simulation.randomness import Draws, Streams
from simulation.read_programme import (
    fitted,
    read_programme,
    with_initial_states,
    without_chosen,
)
from simulation.register.own_firms import register_of, relations_of
from simulation.scenario import Scenario, parameter_values
from simulation.schedule import arrange, bind
from simulation.shared_past import take_up

VALUES, NORMS, MEMBERS = 4, 3, 5
MOST_EVENTS = 20
"""Events a month for each row: rules can bring 15 at most, and compiled ones must find room."""


class Territory(mesa.Model):
    """A local community of very small firms, living month by month."""

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        seed: int | None = 1,
        *,
        n_firms: int | None = None,
        months: int | None = None,
        programme: str | Path | Programme = "none",
        events: str = "life",
        threads: int = 1,
        metrics: Collection[str] | None = None,
        **kwargs: Any,  # Mesa's page takes further parameters under this name only
    ) -> None:
        """Set up a territory before its first month.

        `scenario` is the name of a context, a file, or a checked scenario; further arguments
        change it by path, dots written as two underscores: `meet__frequency=0.4`,
        `culture__common=0.2`. `seed=None` draws a fresh seed and keeps it in `seed`. `programme`
        is the name of a programme, a file, or a programme. `metrics` says what is observed where
        not everything is needed (what gates ask for is added).
        """
        self.seed = checked_seed(seed)
        super().__init__(rng=self.seed)
        self._seed = self.seed
        self._chosen = paths_of(kwargs)
        self._given = as_asked(scenario, n_firms, months, self._chosen)
        self.programme, self.scenario = self.suited(programme)
        self.clock = Clock(self.scenario.months, self.scenario.warm_up, self.scenario.start)
        self.events = EventLog(events)
        self._set_up(self.seed, threads)
        only = None if metrics is None else {*metrics, *self.programme.observed}
        self.observations = Observations(self._offered(), self.clock.steps, only)
        self.datacollector = Collector(self.observations, self.seed)
        self.roster = Roster(self)

    def _set_up(self, seed: int, threads: int) -> None:
        scenario = self.scenario
        n = scenario.firms
        dimensions = {
            "skill": len(SKILLS),
            "value": VALUES,
            "axis": 2,
            "tie": scenario.most_ties,
            "market": len(MARKETS),
            "technology": len(TECHNOLOGIES),
            "norm": NORMS,
            "member": MEMBERS,
            "side": 2,
            "product": len(scenario.economy.products),
            "capability": len(CAPABILITIES),
        }
        rows = int(np.ceil(n * scenario.slots))
        dimensions["firm"] = rows
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
        self.bodies = Bodies(len(scenario.seated_bodies), dimensions)
        self.charter = Charter()
        self.elsewhere = Elsewhere()
        self.facilitators = Facilitators(self.programme.facilitator.count, dimensions)
        self.neighbourhoods = Neighbourhoods(rows, n)
        self.blocks = Blocks(threads)
        self._parameters = parameter_values(scenario)
        draw = {name: Draws(seed, name) for name in ("people_firms", "weave_ties", "bodies")}
        lay_needs(self.markets, scenario.economy)
        self.register = register_of(scenario)
        relations = relations_of(scenario, self.register) if self.register else None
        people_firms(
            self.firms, self.markets, n, scenario, self.clock, draw["people_firms"], self.register
        )
        balance_markets(
            self.markets,
            self.firms,
            scenario.economy,
            self._parameters[Activity],
            self._parameters[LayMarkets],
        )
        weave_ties(
            self.firms,
            self.ties,
            self.markets,
            self.neighbourhoods,
            n,
            scenario,
            draw["weave_ties"],
            relations,
        )
        settle_people(self.population, self.surroundings, self.firms, scenario)
        settle_routines(self.routines, scenario)
        seat_bodies(self.bodies, self.firms, n, scenario, draw["bodies"])
        set_threats(self.threats, scenario, self.clock)
        change = scenario.schedule
        self.month_of_processes = arrange(change.without, change.insert, change.replace)
        streams: list[Draws] = []
        self.processes: list[tuple[Any, tuple[Any, ...]]] = []  # of a month, in their order
        offered = self._offered()
        self.services = Services(offered, seed)
        self.steering = Steering(self.programme, offered, seed, self._last_observed)
        offered = self._offered()
        for name in self.month_of_processes:
            stream = Draws(seed, name)
            streams.append(stream)
            self.processes.append(bind(name, {**offered, Draws: stream}))
        self._streams = Streams(streams)

    def suited(self, programme: str | Path | Programme) -> tuple[Programme, Scenario]:
        """Return a programme as it is carried out here, and the scenario as it is run under it."""
        plan = without_chosen(read_programme(programme), self._chosen)
        scenario = with_initial_states(self._given, plan)
        return fitted(plan, scenario), scenario

    def _offered(self) -> dict[type[Any], Any]:
        parts = (
            self.firms,
            self.ties,
            self.meetings,
            self.markets,
            self.population,
            self.surroundings,
            self.routines,
            self.threats,
            self.networks,
            self.projects,
            self.neighbourhoods,
            self.blocks,
            self.clock,
            self.events,
            self.bodies,
            self.facilitators,
            self.charter,
            self.elsewhere,
        )
        known = {type(part): part for part in parts}
        for name in ("services", "steering"):
            if hasattr(self, name):
                known[type(getattr(self, name))] = getattr(self, name)
        return {**known, Scenario: self.scenario, **self._parameters}

    def _last_observed(self, name: str) -> float:
        """Return a metric's value of last month, for the gates of a programme."""
        return self.observations.last(name)

    def step(self) -> None:
        """Live one month."""
        if self.clock.step >= self.clock.steps:
            raise RuntimeError(f"the story has ended after its {self.clock.months} months")
        self.begin_month()
        for process, arguments in self.processes:
            process(*arguments)
        self.observations.take(self.clock.step)
        self.clock.advance()
        if self.clock.step >= self.clock.steps:
            self.running = False

    def begin_month(self) -> None:
        """Turn to this month's draws, and have room for whatever its rules may note."""
        self._streams.turn(self.clock.step)
        if self.firms.rows < SMALL:
            self.events.make_room(MOST_EVENTS * max(self.firms.rows, self.meetings.rows))

    def run(self, months: int | None = None) -> Territory:
        """Live until the end of the story, or for so many months; return the territory."""
        left = self.clock.steps - self.clock.step if months is None else months
        for _ in range(left):
            if not self.running:
                break
            self.step()
        return self

    def take_up(self, programme: str | Path | Programme) -> None:
        """Follow another programme, as if it had been this one from the beginning.

        What has been lived must be what it would have been: see `shared_past.py`.
        """
        take_up(self, programme)

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is run, checked and complete."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Keep our scenario; Mesa 3.5 puts an empty one of its own there first."""
        if isinstance(scenario, Scenario):
            self._scenario = scenario

    @property
    def agents(self) -> Any:
        """Bodies, facilitators, then living firms in the order of founding: a set of Mesa's."""
        self.roster.sync()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """The same by class: `territory.agents_by_type[Firm]`."""
        self.roster.sync()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The classes of agents that there are."""
        return list(self.agents_by_type)

    def remove_all_agents(self) -> None:
        """Forget every agent; firms live on and get new ones when somebody looks."""
        self.roster.clear()
        super().remove_all_agents()

    def network(self) -> nx.Graph[int]:
        """Return the living firms, by identity, and their ties (see `graph.py`)."""
        return relations_graph(self.firms, self.ties, self.networks, self.markets.names)

    def close(self) -> None:
        """Let go of all agents: asked for only if you gave the model agents of your own classes.

        Mesa 3.3 keeps a model for ever once such an agent has been made.
        """
        self.remove_all_agents()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
