"""The pair on the page: one territory lived twice with the same draws, with and without.

Raises: InputError for a configuration that cannot be run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from experiments.live.arms import Arms, arms
from experiments.live.configuration import Configuration
from experiments.live.recording import World
from experiments.live.worlds import both, places
from simulation.accompaniment.programme import Programme
from simulation.clock import Clock
from simulation.declarations import Floats
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Pair:
    """Two worlds that differ by the plan alone, and the map of both."""

    configuration: Configuration
    scenario: Scenario
    plan: Programme
    without: World
    accompanied: World
    places: Floats

    @property
    def clock(self) -> Clock:
        """The clock of both worlds."""
        return Clock(self.scenario.months, self.scenario.warm_up, self.scenario.start)

    @cached_property
    def arms(self) -> Arms:
        """What the two worlds are called."""
        return arms(self.plan, self.configuration.other_plan())

    @property
    def threats(self) -> list[tuple[str, int]]:
        """The names of the threats and the months in which they strike."""
        clock = self.clock
        return [(threat.name, threat.month_of(clock)) for threat in self.scenario.threats]

    @property
    def exit_month(self) -> int | None:
        """The month in which the facilitators leave, if any come and leave within the story."""
        month = self.plan.exit_month
        return month if month is not None and month < self.scenario.months else None

    def when(self, month: int) -> date:
        """The first day of a month of the story."""
        return self.clock.date(int(month))


def lived(configuration: Configuration) -> Pair:
    """Return the pair of a configuration; a world that was lived lately is not lived again."""
    scenario, plan = configuration.scenario(), configuration.plan()
    other = configuration.other_plan()
    without, accompanied = both(scenario, other, plan, configuration.seed)
    return Pair(configuration, scenario, plan, without, accompanied, places(configuration))
