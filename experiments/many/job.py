"""One run among many: what it depends on, its identity, and what is kept of it.

The identity is a fingerprint of everything the numbers depend on: scenario and programme as run
(labels left out, a register by what is in it), seed, horizon, sources of the model. Two runs of
the same identity are the same run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.many.shared_past import MOST_FIRMS, Pasts
from experiments.one_run import code_hash
from experiments.what_was_done import what_was_done
from simulation.accompaniment.programme import Programme
from simulation.model import Territory
from simulation.scenario import Scenario

SCHEMA = 1
"""Changed when an identity is made of other things: runs kept before are then other runs."""
LABELS = {"name", "title", "description", "sources"}
FILES = ("register_file", "relations_file")
_pasts = Pasts()


@dataclass(frozen=True)
class Job:
    """One run to be lived: a scenario, a programme, a seed, and which metrics are wanted.

    The two fingerprints may be given by whoever makes many jobs of the same things. `kin` is said
    where the territory has other arms: what the gates of all of them ask for.
    """

    scenario: Scenario
    programme: Programme
    seed: int
    outcomes: tuple[str, ...]
    code: str
    scenario_print: str = ""
    programme_print: str = ""
    kin: frozenset[str] | None = None

    @cached_property
    def identity(self) -> str:
        """A fingerprint of everything that the run's numbers depend on."""
        return identity_of(
            self.code,
            self.scenario_print or scenario_print(self.scenario),
            self.programme_print or programme_print(self.programme),
            self.seed,
            self.scenario.months,
        )


@dataclass(frozen=True)
class Outcome:
    """What is kept of one run: the story's months (months, outcomes), and what was done."""

    values: npt.NDArray[np.float64]
    done: dict[str, Any]


def identity_of(code: str, scenario_mark: str, programme_mark: str, seed: int, months: int) -> str:
    """Return the identity of a run from the fingerprints of what it is made of."""
    parts = (str(SCHEMA), code, scenario_mark, programme_mark, str(seed), str(months))
    return _digest("\n".join(parts))


def scenario_print(scenario: Scenario) -> str:
    """Return the fingerprint of a scenario: what it says, and what its files hold."""
    told = scenario.model_dump(mode="json", exclude=LABELS)
    for key in FILES:
        if told.get(key):
            path = Path(told[key]["file"])
            told[key]["file"] = _of_file(path, path.stat().st_mtime_ns)
    return _digest(_canonical(told))


def programme_print(programme: Programme) -> str:
    """Return the fingerprint of a programme."""
    return _digest(_canonical(programme.model_dump(mode="json", exclude=LABELS)))


def live(job: Job) -> Outcome:
    """Live one run from beginning to end. Raises RuntimeError where the sources differ."""
    with _lived(job) as territory:
        return Outcome(story(territory, job.outcomes), what_was_done(territory))


def live_quietly(job: Job) -> Outcome:
    """Live one run without being in anybody's way.

    It is here, not with those who ask for it: a worker imports no more than this file.
    """
    if hasattr(os, "nice") and os.nice(0) < 10:
        os.nice(10)
    return live(job)


def months_of(job: Job) -> npt.NDArray[np.float64]:
    """Live one run; return the story's months (months, outcomes)."""
    with _lived(job) as territory:
        return story(territory, job.outcomes)


def story(territory: Territory, names: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """Return the months of the story, the warm-up left out (months, names)."""
    observed = territory.observations
    columns = [observed.names.index(name) for name in names]
    return np.ascontiguousarray(observed.values[territory.clock.warm_up : observed.taken, columns])


@contextmanager
def _lived(job: Job) -> Iterator[Territory]:
    """Give the territory at its end; where it has other arms, from the past that they share."""
    if job.code != own_code():
        raise RuntimeError(
            f"this worker has other sources of the model ({own_code()}) than was asked ({job.code})"
        )
    if job.kin is None or job.scenario.firms > MOST_FIRMS:
        yield _before(job).run()
        return
    mark = (job.scenario_print or scenario_print(job.scenario), job.seed, job.outcomes, job.kin)
    with _pasts.lived(mark, job.programme, lambda: _before(job)) as territory:
        yield territory


def _before(job: Job) -> Territory:
    """Return the territory before its first month."""
    metrics = {*job.outcomes, *(job.kin or ())}
    return Territory(
        job.scenario, job.seed, programme=job.programme, events="none", metrics=metrics
    )


@lru_cache(maxsize=1)
def own_code() -> str:
    """Return the fingerprint of the sources that this process lives by."""
    return code_hash()


def _canonical(told: Any) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=64)
def _of_file(path: Path, _changed: int) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
