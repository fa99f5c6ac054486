"""A handful of runs lived by one worker, and what comes back of them as one file.

Raises: nothing; a run that fails is told with its error, and the others go on.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
import numpy.typing as npt

from experiments.many.engine import in_a_line
from experiments.many.job import Job, months_of
from experiments.store.chunks import LivedRun, encoded

MOST_RUNS = 50
LONGEST_TRACE = 4000


@dataclass(frozen=True)
class Failed:
    """A run that could not be lived, and why."""

    run: str
    error: str
    trace: str


@dataclass(frozen=True)
class Answer:
    """What a worker sends back: files' bytes (one for each set of metrics), failures, seconds."""

    files: tuple[bytes, ...]
    lived: int
    failed: tuple[Failed, ...]
    seconds: float


def live_chunk(jobs: Sequence[Job]) -> Answer:
    """Live these runs one after the other."""
    begun = time.perf_counter()
    by_metrics: dict[tuple[str, ...], list[tuple[LivedRun, npt.NDArray[np.float64]]]] = {}
    failed: list[Failed] = []
    code = jobs[0].code
    for job in jobs:
        starts = time.perf_counter()
        try:
            values = months_of(job)
        except Exception as error:
            trace = traceback.format_exc()[-LONGEST_TRACE:]
            failed.append(Failed(job.identity, in_a_line(error), trace))
            continue
        seconds = round(time.perf_counter() - starts, 4)
        told = LivedRun(
            job.identity, job.scenario.name, job.programme.name, job.seed, len(values),
            job.scenario.firms, seconds,
        )  # fmt: skip
        by_metrics.setdefault(job.outcomes, []).append((told, values))
    files = tuple(
        encoded([run for run, _ in group], [values for _, values in group], metrics, code,
                version("tessuto"))
        for metrics, group in by_metrics.items()
    )  # fmt: skip
    return Answer(files, len(jobs) - len(failed), tuple(failed), time.perf_counter() - begun)
