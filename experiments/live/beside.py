"""A process beside the server lives one world of a pair while the server lives the other.

It is there for the page only, and only once `begin` was called: elsewhere, on a machine with one
processor, or while it is at work for somebody else, every world is lived where it is asked for.
Whatever goes wrong in it is left to the server, which then lives that world itself, and says why if
it cannot. Many runs at a time, which nobody waits for with a hand on a lever, have processes of
their own, which give way to the page.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence

from experiments.live.recording import World, lived
from experiments.many.engine import Chunk
from experiments.many.job import Job, Outcome, live_quietly
from experiments.many.processes import Processes, processors
from experiments.many.run_all import Done, run_all
from simulation.accompaniment.programme import Programme
from simulation.scenario import Scenario

Asked = tuple[Scenario, Programme, int]
WARMED = ("experiments.live.warmed",)
LOOK_EVERY = 1.0
PATIENCE = 60
PATIENCE_AT_FIRST = 600


class Beside:
    """One process, one world at a time; safe to be asked from any thread."""

    def __init__(self) -> None:
        """Have no process yet."""
        self._mine = threading.Lock()
        self._engine: Processes[Asked] | None = None

    def begin(self, first: Asked) -> None:
        """Start the process, if there is a processor for it, and let it load what it needs."""
        if processors() < 2:
            return
        with self._mine:
            if self._engine is None:
                self._engine = Processes(live_each, 1, WARMED)
                self._answer(self._engine, first, PATIENCE_AT_FIRST)

    def live(self, asked: Asked) -> World | None:
        """Return the world lived over there, or nothing when it has to be lived here."""
        if self._engine is None or not self._mine.acquire(blocking=False):
            return None
        try:
            return self._answer(self._engine, asked, PATIENCE)
        finally:
            self._mine.release()

    def end(self) -> None:
        """End the process."""
        with self._mine:
            if self._engine is not None:
                self._engine.close()
            self._engine = None

    def _answer(self, engine: Processes[Asked], asked: Asked, patience: int) -> World | None:
        engine.give(Chunk([asked]))
        for _ in range(patience):
            for each in engine.back(LOOK_EVERY):
                found: list[World] = each.answer or []
                return found[0] if found else None
        engine.close()  # what does not come in that time is not waited for again
        self._engine = None
        return None


def live_each(asked: Sequence[Asked]) -> list[World]:
    """Live these worlds, over there."""
    return [lived(*each) for each in asked]


beside = Beside()


def many(jobs: Sequence[Job]) -> Generator[Done[Job, Outcome], None, None]:
    """Yield each run once it is lived, in the order of finishing; quietly, the page goes first."""
    return run_all(jobs, live_quietly, max(2, processors() - 1), WARMED)


def begin(first: Asked) -> None:
    """Start the page's process without waiting for it."""
    threading.Thread(target=beside.begin, args=(first,), daemon=True, name="tessuto-beside").start()
