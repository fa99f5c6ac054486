"""How far a study is, on stderr: runs done, rate, time left, failures; and what Ctrl-C does.

On a terminal a bar; elsewhere a plain line now and then. The first Ctrl-C (or a polite kill) lets
what is being lived come home, the second abandons it.
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
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

from experiments.run_study import Watch
from simulation.language import number, translate

EVERY = 10.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StudyProgress(Watch, event.Listener):
    """What the user sees while a study is lived."""

    def __init__(self, *, shown: bool) -> None:
        """Show progress, or only listen to Ctrl-C."""
        console = Console(stderr=True, markup=False, highlight=False)
        self._shown = shown
        self._stops = False
        self._former: dict[int, Any] = {}
        self._begun = self._last = time.monotonic()
        self._missing = self._lived = self._failed = self._compiled = 0
        self._bar: Bar | None = None
        self._task: Any = None
        if shown and console.is_terminal:
            self._bar = Bar(
                SpinnerColumn(), TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=16), MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}", markup=False), TimeRemainingColumn(),
                console=console, transient=True,
            )  # fmt: skip

    def __enter__(self) -> Self:
        event.register("numba:compile", self)
        for name in SIGNALS:
            self._former[name] = signal.signal(name, self._interrupted)
        if self._bar is not None:
            self._bar.start()
            said = translate("Looking into the store")
            self._task = self._bar.add_task(said, total=None, rate="")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        for name, former in self._former.items():
            signal.signal(name, former)
        event.unregister("numba:compile", self)

    def waits(self, who: str) -> None:
        """Say who else writes in this store."""
        self._say(translate("Waiting: {who} is writing in this store", who=who))

    def notice(self, said: str) -> None:
        """Say what is odd."""
        self._line(said)

    def begins(self, missing: int, held: int) -> None:
        """Say how many runs are to be lived, and how many are there."""
        self._begun = time.monotonic()
        self._missing, self._lived = missing, 0
        self._line(
            translate(
                "{n} runs to live, {held} are in the store", n=number(missing), held=number(held)
            )
        )
        if self._bar is not None:
            self._bar.update(self._task, description=translate("Living"), total=missing)

    def lived(self, runs: int) -> None:
        """Count runs that came back."""
        self._lived += runs
        self._show()

    def failed(self, runs: int) -> None:
        """Count runs that failed."""
        self._failed += runs
        self._show()

    def goes_on(self) -> bool:
        """Whether nobody has asked to stop."""
        return not self._stops

    def on_start(self, event: Any) -> None:
        """Numba begins to compile a loop."""
        self._compiled += 1
        if self._compiled == 1:
            self._say(translate("Compiling the model (only the first time, up to a minute)"))

    def on_end(self, event: Any) -> None:
        """Numba has compiled a loop."""

    def _show(self) -> None:
        now = time.monotonic()
        rate = self._lived / max(1e-9, now - self._begun)
        said = translate("{rate} runs a second", rate=number(rate, 1))
        if self._failed:
            said += ", " + translate("{n} failed", n=number(self._failed))
        if self._bar is not None:
            self._bar.update(self._task, completed=self._lived, rate=said)
        elif self._shown and now - self._last > EVERY:
            self._last = now
            left = (self._missing - self._lived) / max(rate, 1e-9)
            self._line(
                translate(
                    "{done} of {n} runs, {rate}, about {seconds} s left",
                    done=number(self._lived),
                    n=number(self._missing),
                    rate=said,
                    seconds=number(left),
                )
            )

    def _say(self, what: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=what, total=None, completed=0)
        else:
            self._line(what)

    def _line(self, what: str) -> None:
        if self._bar is not None:
            self._bar.console.print(what)
        elif self._shown:
            sys.stderr.write(f"{what}\n")
            sys.stderr.flush()

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._stops:
            raise KeyboardInterrupt
        self._stops = True
        self._line(
            translate("Stopping: what is being lived comes home first; Ctrl-C again abandons it")
        )
