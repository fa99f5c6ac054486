"""Processes on this machine that do chunks of work, and outlive each other's deaths.

Each has one chunk at hand and one waiting, so that it never waits for us. One that dies costs the
chunk at its hand and no other; a new one takes its place. A worker leaves Ctrl-C to its parent,
and ends when the parent is gone, in the middle of a run if need be.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from experiments.many.engine import Back, Chunk, in_a_line

J = TypeVar("J")
AT_ONCE = 2
SECONDS_TO_END = 5.0


def processors() -> int:
    """Return how many processes can work at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Worker(Generic[J]):
    process: Any
    pipe: Connection
    chunks: list[Chunk[J]] = field(default_factory=list)


class Processes(Generic[J]):
    """An engine of worker processes; `do` takes the jobs of a chunk and must be importable."""

    def __init__(
        self, do: Callable[[Sequence[J]], Any], workers: int, preload: Sequence[str] = ()
    ) -> None:
        """Start the workers; each loads `preload` once for all, before it is forked."""
        self.workers = workers
        self._do = do
        self._context = _context(preload)
        self._crew: list[_Worker[J]] = [self._hired() for _ in range(workers)]

    def room(self) -> int:
        """How many chunks can be taken now."""
        return sum(AT_ONCE - len(worker.chunks) for worker in self._crew)

    def busy(self) -> int:
        """How many chunks are being done or wait for it."""
        return sum(len(worker.chunks) for worker in self._crew)

    def give(self, chunk: Chunk[J]) -> None:
        """Hand a chunk to the worker that has least to do."""
        worker = min(self._crew, key=lambda each: len(each.chunks))
        worker.chunks.append(chunk)
        with contextlib.suppress(OSError):  # it has just died: `back` will see it
            worker.pipe.send(chunk.jobs)

    def back(self, seconds: float) -> list[Back[J]]:
        """Wait for chunks that are done, or for the death of a worker."""
        pipes: dict[Any, _Worker[J]] = {worker.pipe: worker for worker in self._crew}
        return [
            each
            for pipe in wait(list(pipes), timeout=seconds)
            for each in self._received(pipes[pipe])
        ]

    def close(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in self._crew:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._crew:
            worker.process.join(timeout=SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
        self._crew = []

    def _hired(self) -> _Worker[J]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._do), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _received(self, worker: _Worker[J]) -> list[Back[J]]:
        try:
            answer, failure = worker.pipe.recv()
        except Exception:  # also an answer cut short in the middle
            return self._replaced(worker)
        return [Back(worker.chunks.pop(0), answer, failure)]

    def _replaced(self, worker: _Worker[J]) -> list[Back[J]]:
        """Put a new worker in the place of a dead one; what was waiting for it waits on."""
        worker.pipe.close()
        worker.process.join(timeout=SECONDS_TO_END)
        code = worker.process.exitcode
        if code is None:
            worker.process.kill()
        self._crew.remove(worker)
        self._crew.append(self._hired())
        lost, waiting = worker.chunks[:1], worker.chunks[1:]
        for chunk in waiting:
            self.give(chunk)
        said = f"the process died (exit code {code})"
        return [Back(chunk, None, said, died=True) for chunk in lost]


def _context(preload: Sequence[str]) -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def _work(pipe: Connection, do: Callable[[Any], Any]) -> None:
    """Do one chunk after the other until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, asked), daemon=True).start()
    while True:
        jobs = asked.get()
        try:
            answer = (do(jobs), "")
        except Exception as error:
            if os.environ.get("TESSUTO_DEBUG"):
                traceback.print_exc(file=sys.stderr)
            answer = (None, in_a_line(error))
        try:
            pipe.send(answer)
        except OSError:
            os._exit(0)


def _listen(pipe: Connection, asked: queue.SimpleQueue[Any]) -> None:
    """Take chunks in while others are being done; end the process when the parent has gone."""
    while True:
        try:
            asked.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
        except Exception as error:  # jobs that cannot be read here
            asked.put(_Unreadable(error))


class _Unreadable:
    """Stands for jobs that could not be read; doing it tells why."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __iter__(self) -> Any:
        raise self.error

    def __getitem__(self, _at: int) -> Any:
        raise self.error
