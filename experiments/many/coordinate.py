"""Hand chunks to an engine, take answers back, find out which run kills its worker.

Chunks last some seconds each, whatever a run costs, and hold fifty runs at most; towards the end
they grow smaller so that all workers end together. A chunk over which a worker died is cut in
halves until the culprit is alone; one that dies twice alone has failed.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from experiments.many.engine import Back, Chunk, Engine, EngineGoneError
from simulation.language import translate

J = TypeVar("J")
SECONDS = 4.0
FIRST = 2
DEATHS = 2
TICK = 0.25
IN_A_ROW = 25
"""Chunks lost one after the other from which it is not the runs that are at fault."""


@dataclass
class Pace:
    """How long a run takes, and so how many make a chunk."""

    most: int
    seconds: float = SECONDS
    per_run: float = 0.0

    def size(self, left: int, workers: int) -> int:
        """Return how many runs the next chunk holds, of so many left."""
        wanted = FIRST if not self.per_run else round(self.seconds / self.per_run)
        return max(1, min(wanted, self.most, -(-left // (2 * workers))))

    def saw(self, runs: int, seconds: float) -> None:
        """Learn from a chunk that has come back."""
        if runs:
            each = seconds / runs
            self.per_run = each if not self.per_run else 0.5 * self.per_run + 0.5 * each


@dataclass
class Coordinator(Generic[J]):
    """Sees to it that every job is done once, or has failed, or is left for another time.

    `done` takes the answer of a chunk and returns the seconds it took; `failed` a job and why.
    """

    engine: Engine[J]
    done: Callable[[Chunk[J], Any], float]
    failed: Callable[[J, str], None]
    goes_on: Callable[[], bool]
    most: int = 50
    finished: bool = True
    lost: int = 0

    def run(self, jobs: Iterator[J], count: int) -> bool:
        """Do all jobs, of which there are so many; True if nothing stopped it."""
        for _ in self.steps(jobs, count):
            pass
        return self.finished

    def steps(self, jobs: Iterator[J], count: int) -> Iterator[None]:
        """The same, pausing whenever chunks have come back."""
        pace = Pace(self.most)
        again: deque[Chunk[J]] = deque()
        left = count
        more = count > 0
        while True:
            while self.goes_on() and self.engine.room() and (again or more):
                if again:
                    self.engine.give(again.popleft())
                    continue
                picked = list(itertools.islice(jobs, pace.size(left, self.engine.workers)))
                left -= len(picked)
                more = bool(picked) and left > 0
                if picked:
                    self.engine.give(Chunk(picked))
            if not self.engine.busy():
                self.finished = not (again or more)
                return
            for back in self.engine.back(TICK):
                self._take(back, again, pace)
            yield

    def _take(self, back: Back[J], again: deque[Chunk[J]], pace: Pace) -> None:
        chunk = back.chunk
        if not back.failure:
            self.lost = 0
            pace.saw(len(chunk.jobs), self.done(chunk, back.answer))
            return
        self.lost += 1
        if self.lost > IN_A_ROW:
            said = translate("nothing comes back any more: {reason}", reason=back.failure)
            raise EngineGoneError(said)
        if len(chunk.jobs) > 1:
            half = len(chunk.jobs) // 2
            again.extend((Chunk(chunk.jobs[:half]), Chunk(chunk.jobs[half:])))
        elif back.died and chunk.deaths + 1 < DEATHS:
            again.append(Chunk(chunk.jobs, chunk.deaths + 1))
        else:
            self.failed(chunk.jobs[0], back.failure)
