"""The model written the obvious way: Mesa agents, one at a time, plain Python.

It is the oracle of the compiled model (each submodel must agree with it to rounding) and what the
compiled model's speed is measured against. One file per process, named like the submodel; firms
act in the order of their slots, and each file says where old values count instead of new ones.

What bodies and programmes do (`serve`, `intervene`) is not written again: they are few, and their
code is plain Python already. A whole run is compared without them.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import mesa

from simulation.declarations import PARAMETERS
from simulation.model import Territory
from simulation.scenario import parameter_values
from tests.reference.advance_projects import advance_projects
from tests.reference.age_and_transmit import age_and_transmit
from tests.reference.close import close
from tests.reference.exchange_knowledge import exchange_knowledge
from tests.reference.found import found
from tests.reference.harden_habits import harden_habits
from tests.reference.hire_and_dismiss import hire_and_dismiss
from tests.reference.innovate import innovate
from tests.reference.keyed_draws import Stream
from tests.reference.meet import meet
from tests.reference.mingle import mingle
from tests.reference.obvious_firm import ObviousFirm
from tests.reference.obvious_things import Meeting, Network, Product, Project, Threat
from tests.reference.other_meetings import (
    meet_along_chain,
    meet_in_groups,
    meet_in_pairs,
    meet_through_hub,
)
from tests.reference.practise_and_forget import practise_and_forget
from tests.reference.recognise_networks import recognise_networks
from tests.reference.scan_environment import scan_environment
from tests.reference.take_heart import take_heart
from tests.reference.tend_ties import tend_ties
from tests.reference.trade import trade
from tests.reference.unfold_context import unfold_context

PROCESSES: dict[str, Callable[[ObviousTerritory], None]] = {
    process.__name__: process
    for process in (
        unfold_context,
        scan_environment,
        trade,
        hire_and_dismiss,
        meet,
        meet_in_pairs,
        meet_through_hub,
        meet_along_chain,
        meet_in_groups,
        exchange_knowledge,
        mingle,
        practise_and_forget,
        tend_ties,
        harden_habits,
        innovate,
        advance_projects,
        take_heart,
        age_and_transmit,
        close,
        found,
        recognise_networks,
    )
}


class ObviousTerritory(mesa.Model):
    """A local community of very small firms, living month by month."""

    slots: list[ObviousFirm | None]
    """Where firms live: draws belong to a slot, and new firms move into empty ones."""
    products: list[Product]
    threats: list[Threat]
    meetings: list[Meeting]
    arranged: list[Meeting]
    """Meetings of this month to which somebody has invited firms beside those they seek."""
    projects: list[Project | None]
    networks: list[Network | None]
    next_network: int

    frontier: list[float]
    digital_need: list[float]
    squares: int
    """Squares along each side of the territory."""

    people: list[float]
    people_at_start: list[float]
    environment: float
    heritage: float
    heritage_at_start: float
    nuisance: float
    influx: float
    incomes: float
    incomes_at_start: float
    unemployed: float
    signal: float

    def __init__(self, territory: Territory) -> None:
        """Take the rules and the time from a compiled territory; its state is copied apart."""
        super().__init__(rng=territory.seed)
        self.seed_of_draws = territory.seed
        given = parameter_values(territory.scenario)
        self.parameters = SimpleNamespace(
            **{name: given[declared] for name, declared in PARAMETERS.items()}
        )
        self.most_ties = territory.scenario.most_ties
        self.order = territory.month_of_processes
        self.month = territory.clock.month
        self.months_lived = territory.clock.step

    @classmethod
    def from_territory(cls, territory: Territory) -> ObviousTerritory:
        """Return a copy of a compiled territory as it is now."""
        from tests.reference.copying import copy_state

        obvious = cls(territory)
        copy_state(territory, obvious)
        return obvious

    def step(self) -> None:
        """Live one month."""
        for name in self.order:
            PROCESSES[name](self)
        self.month += 1
        self.months_lived += 1

    def firms(self) -> list[ObviousFirm]:
        """Return the living firms in the order of their slots."""
        return [firm for firm in self.slots if firm is not None]

    def draws(self, process: str, step: int | None = None) -> Stream:
        """Return the draws of a process in this month (or in another step)."""
        return Stream(self.seed_of_draws, process, self.months_lived if step is None else step)
