"""One run among many: what it depends on, its identity, and what is kept of it.

The identity is a fingerprint of everything the numbers depend on: scenario and programme as run,
seed, horizon, sources of the model. Two runs of the same identity are the same run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.what_was_done import what_was_done
from simulation.accompaniment.programme import Programme
from simulation.model import Territory
from simulation.scenario import Scenario


@dataclass(frozen=True)
class Job:
    """One run to be lived: a scenario, a programme, a seed, and which metrics are wanted."""

    scenario: Scenario
    programme: Programme
    seed: int
    outcomes: tuple[str, ...]
    code: str

    @property
    def identity(self) -> str:
        """A fingerprint of everything that the run's numbers depend on."""
        told = {
            "scenario": self.scenario.model_dump(mode="json"),
            "programme": self.programme.model_dump(mode="json"),
            "seed": self.seed,
            "months": self.scenario.months,
            "code": self.code,
        }
        text = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What is kept of one run: the story's months (months, outcomes), and what was done."""

    values: npt.NDArray[np.float64]
    done: dict[str, Any]


def live(job: Job) -> Outcome:
    """Live one run from beginning to end."""
    territory = Territory(
        job.scenario, job.seed, programme=job.programme, events="none", metrics=job.outcomes
    )
    territory.run()
    observed = territory.observations
    columns = [observed.names.index(name) for name in job.outcomes]
    story = observed.values[territory.clock.warm_up : observed.taken, columns]
    return Outcome(np.ascontiguousarray(story), what_was_done(territory))
