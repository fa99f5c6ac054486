"""How far a run is, on stderr: a bar in a terminal, a few plain lines elsewhere.

It also announces compilation, loop by loop, when there is any, and turns Ctrl-C into an end
between two months, so that nothing half done is kept; a second Ctrl-C stops at once.
"""

from __future__ import annotations

import signal
import sys
import time
from types import FrameType, TracebackType
from typing import Any, Self

from numba.core import event
from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn
from rich.progress import Progress as Bar

from simulation.language import number, translate

_EVERY = 0.1


class Progress(event.Listener):
    """What the user sees while waiting."""

    def __init__(self, *, shown: bool) -> None:
        """Show progress, or only listen to Ctrl-C."""
        console = Console(stderr=True, markup=False, highlight=False)
        self._shown = shown
        self._bar: Bar | None = None
        if shown and console.is_terminal:
            self._bar = Bar(
                SpinnerColumn(),
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=30),
                TaskProgressColumn(),
                console=console,
                transient=True,
            )
        self._task: Any = None
        self._compiled = 0
        self._done = 0
        self._steps = 0
        self._last = 0.0
        self._asked_to_stop = False
        self._living = False
        self._former: Any = None

    def __enter__(self) -> Self:
        event.register("numba:compile", self)
        self._former = signal.signal(signal.SIGINT, self._interrupted)
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
        signal.signal(signal.SIGINT, self._former)
        event.unregister("numba:compile", self)

    def begin(self, steps: int) -> None:
        """The territory is set up: so many months are to be lived."""
        self._steps = steps
        self._living = True
        self.say(translate("Living {n} months", n=number(steps)))
        if self._bar is not None:
            self._bar.update(self._task, total=steps)

    def month(self, _territory: object) -> bool:
        """One more month is lived; say whether to go on."""
        self._done += 1
        now = time.monotonic()
        if self._bar is not None and now - self._last > _EVERY:
            self._last = now
            said = translate("Living {n} months", n=number(self._steps))
            self._bar.update(self._task, completed=self._done, description=said)
        return not self._asked_to_stop

    def say(self, what: str) -> None:
        """Name what is being done now."""
        if self._bar is not None:
            self._bar.update(self._task, description=what)
        elif self._shown:
            sys.stderr.write(f"{what} ...\n")

    def on_start(self, event: Any) -> None:
        """Numba begins to compile a loop."""
        if not self._compiled and self._bar is None and self._shown:
            first = translate("Compiling the model (only the first time, up to a minute)")
            sys.stderr.write(f"{first} ...\n")
        self._compiled += 1
        if self._bar is not None:
            said = translate(
                "Compiling the model, only the first time: loop {n}", n=number(self._compiled)
            )
            self._bar.update(self._task, description=said)

    def on_end(self, event: Any) -> None:
        """Numba has compiled a loop."""

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._asked_to_stop or not self._living:
            raise KeyboardInterrupt
        self._asked_to_stop = True
