"""How far a study is, on stderr: runs done, rate, time left, failures; and what Ctrl-C does.

On a terminal a bar; elsewhere a plain line now and then. The first Ctrl-C (or a polite kill) lets
what is being lived come home, the second abandons it.
"""

from __future__ import annotations

import signal
import time
from types import FrameType, TracebackType
from typing import Any, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from experiments.command.waiting import Waiting
from experiments.run_study import Watch
from simulation.language import msg, number, translate

EVERY = 10.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StudyProgress(Watch, Waiting):
    """What the user sees while a study is lived."""

    def __init__(self, *, shown: bool, twins: bool = False) -> None:
        """Show progress, or only listen to Ctrl-C."""
        rate = TextColumn("{task.fields[rate]}", markup=False)
        columns = (BarColumn(bar_width=16), MofNCompleteColumn(), rate, TimeRemainingColumn())
        Waiting.__init__(self, translate("Looking into the store"), *columns, shown=shown)
        self._stops, self._twins = False, twins
        self._former: dict[int, Any] = {}
        self._begun = self._last = time.monotonic()
        self._missing = self._lived = self._failed = 0

    def __enter__(self) -> Self:
        for name in SIGNALS:
            self._former[name] = signal.signal(name, self._interrupted)
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        for name, former in self._former.items():
            signal.signal(name, former)

    def waits(self, who: str) -> None:
        """Say who else writes in this store."""
        self.say(translate("Waiting: {who} is writing in this store", who=who))

    def notice(self, said: str) -> None:
        """Say what is odd."""
        self.line(said)

    def begins(self, missing: int, held: int) -> None:
        """Say how many runs are to be lived, and how many are there."""
        self._begun = time.monotonic()
        self._missing, self._lived = missing, 0
        counts = {"n": number(missing), "held": number(held)}
        said = msg("{n} runs to live, {held} are in the store")
        if self._twins:
            said = msg("{n} runs to live, twins included, {held} are in the store")
        self.line(translate(said, **counts))
        if self._bar is not None:
            self._bar.reset(self._task, description=translate("Living"), total=missing, rate="")

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

    def _show(self) -> None:
        now = time.monotonic()
        rate = self._lived / max(1e-9, now - self._begun)
        said = translate("{rate} runs a second", rate=number(rate, 1))
        if self._failed:
            said += ", " + translate("{n} failed", n=number(self._failed))
        if self._bar is not None:
            self._bar.update(self._task, completed=self._lived, rate=said)
        elif now - self._last > EVERY:
            self._last = now
            left = (self._missing - self._lived) / max(rate, 1e-9)
            self.line(
                translate(
                    "{done} of {n} runs, {rate}, about {seconds} s left",
                    done=number(self._lived),
                    n=number(self._missing),
                    rate=said,
                    seconds=number(left),
                )
            )

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._stops:
            raise KeyboardInterrupt
        self._stops = True
        self.line(
            translate("Stopping: what is being lived comes home first; Ctrl-C again abandons it")
        )
