"""Run many jobs on several processes, and hand over each result as soon as it is there.

Each process lives one run at a time. A run that fails, or a process that dies, costs that run and
no other: it is reported, and a new process takes the next. When the receiver stops listening
(Ctrl-C), the processes are ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True)
class Done(Generic[J, R]):
    """A job that has been lived, or why it could not be."""

    job: J
    result: R | None
    failure: str = ""


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    at: int | None = None


def processors() -> int:
    """Return how many processes can work at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_all(
    jobs: Sequence[J], do: Callable[[J], R], workers: int, preload: Sequence[str] = ()
) -> Iterator[Done[J, R]]:
    """Yield each job as it is done, in the order of finishing; `do` must be importable."""
    if workers <= 1 or len(jobs) <= 1:
        yield from (_alone(job, do) for job in jobs)
        return
    context: Any = _context(preload)
    crew: list[_Worker] = []
    waiting = list(reversed(range(len(jobs))))
    try:
        crew = [_hired(context, do) for _ in range(min(workers, len(jobs)))]
        for worker in crew:
            _assign(worker, jobs, waiting)
        while any(worker.at is not None for worker in crew):
            busy = {worker.pipe: worker for worker in crew if worker.at is not None}
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                done = _received(worker, jobs)
                if not worker.process.is_alive() and done.failure:
                    crew.remove(worker)
                    worker = _hired(context, do)
                    crew.append(worker)
                _assign(worker, jobs, waiting)
                yield done
    finally:
        for worker in crew:
            worker.pipe.close()
            worker.process.terminate()
        for worker in crew:
            worker.process.join(timeout=5)


def _alone(job: J, do: Callable[[J], R]) -> Done[J, R]:
    try:
        return Done(job, do(job))
    except Exception as error:
        return Done(job, None, _in_a_line(error))


def _context(preload: Sequence[str]) -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _hired(context: Any, do: Callable[[J], R]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, do), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _assign(worker: _Worker, jobs: Sequence[J], waiting: list[int]) -> None:
    """Give the next job to a worker, if there is one left."""
    worker.at = waiting.pop() if waiting else None
    if worker.at is not None:
        worker.pipe.send(jobs[worker.at])


def _received(worker: _Worker, jobs: Sequence[J]) -> Done[J, Any]:
    assert worker.at is not None
    job = jobs[worker.at]
    try:
        result, failure = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        return Done(job, None, f"the process died (exit code {code})")
    return Done(job, result, failure)


def _work(pipe: Connection, do: Callable[[Any], Any]) -> None:
    """Live one job after the other until nobody asks any more; Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (do(job), "")
        except Exception as error:
            traceback.print_exc(file=sys.stderr) if os.environ.get("TESSUTO_DEBUG") else None
            answer = (None, _in_a_line(error))
        try:
            pipe.send(answer)
        except OSError:
            return


def _in_a_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
