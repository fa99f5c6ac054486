"""Do many jobs on several processes, and hand over each result as soon as it is there.

A job that fails, or kills its process, costs itself and no other: it is reported. When the receiver
stops listening (Ctrl-C), the processes are ended.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from experiments.many.alone import Alone
from experiments.many.coordinate import Coordinator
from experiments.many.engine import Chunk, Engine, in_a_line
from experiments.many.processes import Processes

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True)
class Done(Generic[J, R]):
    """A job that has been done, or why it could not be."""

    job: J
    result: R | None
    failure: str = ""


def run_all(
    jobs: Sequence[J], do: Callable[[J], R], workers: int, preload: Sequence[str] = ()
) -> Generator[Done[J, R], None, None]:
    """Yield each job as it is done, in the order of finishing; `do` must be importable."""
    each = partial(_each, do)
    workers = min(workers, len(jobs))
    engine: Engine[J] = Alone(each) if workers <= 1 else Processes(each, workers, preload)
    ready: deque[Done[J, R]] = deque()

    def done(chunk: Chunk[J], answer: tuple[list[tuple[Any, str]], float]) -> float:
        for job, (result, failure) in zip(chunk.jobs, answer[0], strict=True):
            ready.append(Done(job, result, failure))
        return answer[1]

    def failed(job: J, why: str) -> None:
        ready.append(Done(job, None, why))

    try:
        for _ in Coordinator(engine, done, failed, lambda: True).steps(iter(jobs), len(jobs)):
            while ready:
                yield ready.popleft()
    finally:
        engine.close()


def _each(do: Callable[[Any], Any], jobs: Sequence[Any]) -> tuple[list[tuple[Any, str]], float]:
    """Do each job of a chunk; return results or failures, and the seconds it all took."""
    begun = time.perf_counter()
    found: list[tuple[Any, str]] = []
    for job in jobs:
        try:
            found.append((do(job), ""))
        except Exception as error:
            if os.environ.get("TESSUTO_DEBUG"):
                traceback.print_exc(file=sys.stderr)
            found.append((None, in_a_line(error)))
    return found, time.perf_counter() - begun
