"""How far many runs are, on stderr; Ctrl-C ends them and keeps what has come back."""

from __future__ import annotations

import time

from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn

from experiments.command.waiting import Waiting
from experiments.many.arms import Arms
from experiments.many.job import live
from experiments.many.run_all import run_all
from experiments.many.warm_up import warm_up
from simulation.language import number, translate

PRELOADED = ("experiments.many.job",)


class SeveralRuns(Waiting):
    """What the user sees while many runs are lived."""

    def __init__(self, *, shown: bool) -> None:
        """Show progress, or only listen to Ctrl-C."""
        columns = (BarColumn(bar_width=30), MofNCompleteColumn(), TimeRemainingColumn())
        super().__init__(translate("Setting up the territory"), *columns, shown=shown)

    def live(self, design: Arms, workers: int) -> bool:
        """Live every run of a design; True if nothing stopped it."""
        jobs = design.jobs()
        begun = time.monotonic()
        try:
            warm_up(design.scenario, design.programmes)
            self.say(translate("Living {n} histories", n=number(len(jobs))), len(jobs))
            for done in run_all(jobs, live, workers, PRELOADED):
                design.take(done.job, done.result, done.failure)
                if self._bar is not None:
                    self._bar.advance(self._task)
        except KeyboardInterrupt:
            return False
        seconds = number(time.monotonic() - begun, 1)
        if self._bar is None:
            self.line(translate("Done in {seconds} seconds", seconds=seconds))
        return True
