"""How far a run is, on stderr; Ctrl-C ends it between two months, so that nothing is half done.

A second Ctrl-C stops at once.
"""

from __future__ import annotations

import signal
import time
from types import FrameType, TracebackType
from typing import Any, Self

from rich.progress import BarColumn, TaskProgressColumn

from experiments.command.waiting import Waiting
from simulation.language import number, translate

_EVERY = 0.1


class Progress(Waiting):
    """What the user sees while a territory lives."""

    def __init__(self, *, shown: bool) -> None:
        """Show progress, or only listen to Ctrl-C."""
        first = translate("Setting up the territory")
        super().__init__(first, BarColumn(bar_width=30), TaskProgressColumn(), shown=shown)
        self._done = 0
        self._living = ""
        self._last = 0.0
        self._asked_to_stop = False
        self._former: Any = None

    def __enter__(self) -> Self:
        self._former = signal.signal(signal.SIGINT, self._interrupted)
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)
        signal.signal(signal.SIGINT, self._former)

    def begin(self, steps: int) -> None:
        """The territory is set up: so many months are to be lived."""
        self._living = translate("Living {n} months", n=number(steps))
        self.say(self._living, steps)

    def month(self, _territory: object) -> bool:
        """One more month is lived; say whether to go on."""
        self._done += 1
        now = time.monotonic()
        if self._bar is not None and now - self._last > _EVERY:
            self._last = now
            self._bar.update(self._task, completed=self._done, description=self._living)
        return not self._asked_to_stop

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        if self._asked_to_stop or not self._living:
            raise KeyboardInterrupt
        self._asked_to_stop = True
