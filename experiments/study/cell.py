"""One arm of one point in one context: what its runs have in common but the seed.

What the identities of its runs are made of stands beside it.
"""

from __future__ import annotations

from typing import NamedTuple

from experiments.many.job import identity_of
from simulation.accompaniment.programme import Programme
from simulation.clock import Clock
from simulation.placed import Placed
from simulation.scenario import Scenario


class Cell(NamedTuple):
    """A territory and a programme; the territory without its threats, if that is asked for."""

    scenario: Scenario
    programme: Programme
    scenario_print: str
    programme_print: str
    twin: Scenario | None
    twin_print: str
    onset: int

    @property
    def marks(self) -> Marks:
        """Return what its runs are known by."""
        return Marks(self.scenario_print, self.programme_print, self.twin_print, self.onset,
                     self.scenario.months)  # fmt: skip


class Marks(NamedTuple):
    """What identities of a cell are made of."""

    scenario: str
    programme: str
    twin: str
    onset: int
    months: int

    def identities(self, seed: int, code: str) -> tuple[str, str]:
        """Return the identity of a run, and of its twin ("" where there is none)."""
        run = identity_of(code, self.scenario, self.programme, seed, self.months)
        if not self.twin:
            return run, ""
        return run, identity_of(code, self.twin, self.programme, seed, self.months)


def onset_of(scenario: Scenario) -> int:
    """Return the month of the first threat that falls inside the story; -1 if none does."""
    clock = Clock(scenario.months, scenario.warm_up, scenario.start)
    onsets = [each.month_of(clock) for each in scenario.threats]
    return min((month for month in onsets if 0 <= month < scenario.months), default=-1)


def light(programme: Programme) -> Programme:
    """Return the programme without the lines of its file, which no run needs."""
    return programme.model_copy(update={"initial": {}}).read_from(Placed({}), ())
