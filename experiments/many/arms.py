"""Arms of a comparison: the same territories, each under every programme, with the same draws.

Raises: InputError for arms that cannot be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.many.job import Job, Outcome, own_code, scenario_print
from experiments.many.shared_past import gates_of
from simulation.accompaniment.programme import Programme
from simulation.errors import InputError
from simulation.language import translate
from simulation.read_programme import fitted, starting_states, with_initial_states
from simulation.scenario import Scenario


@dataclass
class Arms:
    """What is compared, and what has come back: values (arms, seeds, months, outcomes)."""

    scenario: Scenario
    programmes: tuple[Programme, ...]
    seeds: tuple[int, ...]
    outcomes: tuple[str, ...]
    values: npt.NDArray[np.float64] = field(init=False)
    done: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    failures: list[tuple[str, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make room for what will come back; what does not stays NaN."""
        shape = (len(self.programmes), len(self.seeds), self.scenario.months, len(self.outcomes))
        self.values = np.full(shape, np.nan)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arms; the first is what the others are compared with."""
        return tuple(programme.name for programme in self.programmes)

    def jobs(self) -> list[Job]:
        """Every run, seed by seed, so that what is done when one stops can be compared."""
        return jobs_of(self.scenario, self.programmes, self.seeds, self.outcomes)

    def take(self, job: Job, outcome: Outcome | None, failure: str) -> None:
        """Keep what came back of one run, or why nothing did."""
        arm = self.names.index(job.programme.name)
        if outcome is None:
            self.failures.append((job.programme.name, job.seed, failure))
            return
        seed = self.seeds.index(job.seed)
        self.values[arm, seed, : len(outcome.values)] = outcome.values
        self.done[arm, seed] = outcome.done


def jobs_of(
    scenario: Scenario,
    programmes: Sequence[Programme],
    seeds: Sequence[int],
    outcomes: tuple[str, ...],
) -> list[Job]:
    """Return the runs of these arms, seed by seed, an arm that acts first."""
    code, mark, kin = own_code(), scenario_print(scenario), gates_of(programmes)
    acting_first = sorted(programmes, key=lambda programme: not programme.actions)
    return [
        Job(scenario, programme, seed, outcomes, code, mark, kin=kin)
        for seed in seeds
        for programme in acting_first
    ]


def arms(
    scenario: Scenario,
    programmes: Sequence[Programme],
    seeds: Sequence[int],
    outcomes: Sequence[str],
) -> Arms:
    """Return the design; starting states that one programme carries hold in every arm."""
    names = [programme.name for programme in programmes]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        said = translate("{name} stands twice", name=repr(twice))
        raise InputError(said, place="--programmes")
    if len(names) < 2:
        said = translate("two programmes at least are compared")
        raise InputError(said, place="--programmes")
    starting_states(programmes)
    for programme in programmes:
        scenario = with_initial_states(scenario, programme)
    return Arms(
        scenario,
        tuple(fitted(each, scenario) for each in programmes),
        tuple(seeds),
        tuple(outcomes),
    )
