"""What the user sees while waiting, on stderr: a bar in a terminal, a few plain lines elsewhere.

It also announces compilation, when there is any.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from numba.core import event
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import ProgressColumn, SpinnerColumn, TextColumn

from experiments.many import compile_together
from simulation.language import msg, number, translate


class Waiting(event.Listener):
    """One thing that takes its time; what it counts is for those that inherit from this."""

    def __init__(self, first: str, *columns: ProgressColumn, shown: bool) -> None:
        """Show a bar of these columns, or lines, or nothing; `first` is what is done first."""
        console = Console(stderr=True, markup=False, highlight=False)
        self._shown = shown
        self._first = first
        self._compiled = 0
        self._task: Any = None
        self._bar: Bar | None = None
        if shown and console.is_terminal:
            task = TextColumn("{task.description}", markup=False)
            self._bar = Bar(SpinnerColumn(), task, *columns, console=console, transient=True)

    def __enter__(self) -> Self:
        event.register("numba:compile", self)
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task(self._first, total=None, rate="")
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

    def say(self, what: str, total: int | None = None) -> None:
        """Name what is being done now, and how much of it there is."""
        if self._bar is not None:
            self._bar.update(self._task, description=what, total=total)
        else:
            self.line(f"{what} ...")

    def line(self, what: str) -> None:
        """Say something that stays to be read."""
        if self._bar is not None:
            self._bar.console.print(what)
        elif self._shown:
            sys.stderr.write(f"{what}\n")
            sys.stderr.flush()

    def on_start(self, _event: Any) -> None:
        """Numba begins to compile a loop."""
        self._compiled += 1
        compile_together.begin()
        if self._bar is not None:
            said = msg("Compiling the model, only the first time: loop {n}")
            self.say(translate(said, n=number(self._compiled)))
        elif self._compiled == 1:
            self.say(translate("Compiling the model (only the first time, up to a minute)"))

    def on_end(self, event: Any) -> None:
        """Numba has compiled a loop."""
