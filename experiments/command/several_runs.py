"""How far many runs are, on stderr; Ctrl-C ends them and keeps what has come back."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

from numba.core import event
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from experiments.many.arms import Arms
from experiments.many.job import live
from experiments.many.run_all import run_all
from experiments.many.warm_up import warm_up
from simulation.language import number, translate

PRELOADED = ("experiments.many.job",)


class SeveralRuns(event.Listener):
    """What the user sees while many runs are lived."""

    def __init__(self, *, shown: bool) -> None:
        """Show progress, or only listen to Ctrl-C."""
        console = Console(stderr=True, markup=False, highlight=False)
        self._shown = shown
        self._compiled = 0
        self._bar: Bar | None = None
        self._task: Any = None
        if shown and console.is_terminal:
            self._bar = Bar(
                SpinnerColumn(), TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=30), MofNCompleteColumn(), TimeRemainingColumn(),
                console=console, transient=True,
            )  # fmt: skip

    def __enter__(self) -> Self:
        event.register("numba:compile", self)
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task(translate("Setting up the territory"), total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        event.unregister("numba:compile", self)

    def live(self, design: Arms, workers: int) -> bool:
        """Live every run of a design; True if nothing stopped it."""
        jobs = design.jobs()
        begun = time.monotonic()
        try:
            warm_up(design.scenario, design.programmes)
            self._say(translate("Living {n} histories", n=number(len(jobs))), len(jobs))
            for done in run_all(jobs, live, workers, PRELOADED):
                design.take(done.job, done.result, done.failure)
                if self._bar is not None:
                    self._bar.advance(self._task)
        except KeyboardInterrupt:
            return False
        seconds = number(time.monotonic() - begun, 1)
        if self._shown and self._bar is None:
            sys.stderr.write(translate("Done in {seconds} seconds", seconds=seconds) + "\n")
        return True

    def on_start(self, event: Any) -> None:
        """Numba begins to compile a loop."""
        self._compiled += 1
        if self._compiled == 1:
            self._say(translate("Compiling the model (only the first time, up to a minute)"))

    def on_end(self, event: Any) -> None:
        """Numba has compiled a loop."""

    def _say(self, what: str, total: int | None = None) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=what, total=total)
        elif self._shown:
            sys.stderr.write(f"{what} ...\n")
