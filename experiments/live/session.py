"""One visitor: what is asked for, what was asked before, and the last result.

A thread of its own lives the worlds; what it publishes is never changed afterwards. Whoever changes
the configuration faster than it can be lived gets the last one only.

Raises: nothing to the thread that asks; what cannot be run comes back as a notice.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from experiments.live.background import Background, Wanted
from experiments.live.bands import Bands, bands
from experiments.live.bets import Bet, Settled, settled
from experiments.live.configuration import Configuration
from experiments.live.languages import in_all
from experiments.live.pair import Pair, lived
from simulation.errors import InputError
from simulation.language import msg, translate

MOST_STEPS = 50
MOST_BETS = 40


@dataclass(frozen=True)
class Snapshot:
    """What the visitor is shown: a configuration, its pair, and how far one can go back and on."""

    number: int = 0
    configuration: Configuration = field(default_factory=Configuration)
    pair: Pair | None = None
    past: int = 0
    following: int = 0
    notice: dict[str, str] | None = None
    month: int | None = None
    bands: Bands | None = None
    bets: tuple[Settled, ...] = ()


Listener = Callable[[Snapshot], None]


class Session:
    """A visitor's own state; safe to be used from any thread."""

    def __init__(self, configuration: Configuration | None = None) -> None:
        """Begin with a configuration; nothing is computed before `start`."""
        self._lock = threading.Lock()
        self._telling = threading.RLock()  # listeners hear of snapshots in their order
        self._wake = threading.Event()
        self._steps = [configuration or Configuration()]
        self._at = 0
        self._asked_month: int | None = None
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._listeners: list[Listener] = []
        self._shown = Snapshot(configuration=self._steps[0])
        self._behind = Background("tessuto-bands")

    @property
    def snapshot(self) -> Snapshot:
        """The last result."""
        return self._shown

    @property
    def configuration(self) -> Configuration:
        """What is asked for now, whether it has been computed or not."""
        with self._lock:
            return self._steps[self._at]

    @property
    def is_behind(self) -> bool:
        """Whether what is asked for is still to be lived."""
        shown = self._shown
        return shown.pair is None or self.configuration.computed != shown.configuration.computed

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with every new snapshot, from the session's thread; return the undo."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def in_turn(self, say: Callable[[], None]) -> None:
        """Say something before the next snapshot or after it, so that nobody is told old news."""
        with self._telling:
            say()

    def start(self) -> Callable[[], None]:
        """Start computing; return what stops it."""
        self._thread = threading.Thread(target=self._work, daemon=True, name="tessuto-session")
        self._thread.start()
        self._wake.set()
        return self.stop

    def stop(self) -> None:
        """Stop, and let go of everything."""
        self._stopped = True
        self._behind.stop()
        self._wake.set()
        self._listeners.clear()

    def ask(self, configuration: Configuration, month: int | None = None) -> None:
        """Ask for a configuration; `month` is where the page then stands, if it is to move."""
        with self._lock:
            same = configuration.computed == self._steps[self._at].computed
            if same:
                self._steps[self._at] = configuration
                return
            self._steps = [*self._steps[: self._at + 1], configuration][-MOST_STEPS:]
            self._at = len(self._steps) - 1
            self._asked_month = month
        self._behind.stop()  # thirty pairs of what is asked for no more would only stand in the way
        self._wake.set()

    def change(self, month: int | None = None, **values: Any) -> None:
        """Ask for the same with some values changed; what is out of bounds is said, not done."""
        try:
            self.ask(self.configuration.changed(**values), month)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            self._publish(notice=_said(msg("{what} cannot be set so."), what=where))

    def speak(self, lang: str) -> None:
        """Speak another language; no number changes."""
        self.change(language=lang)

    def undo(self) -> None:
        """Go one change back."""
        self._go(-1)

    def redo(self) -> None:
        """Go one change on again."""
        self._go(1)

    def home(self) -> None:
        """Ask for the first configuration again, as one more change."""
        view = self.configuration
        first = self._steps[0]
        self.ask(first.changed(language=view.language, projector=view.projector))

    def bet(self, bet: Bet) -> None:
        """Keep a bet on the pair that is shown, with how it came out."""
        pair = self._shown.pair
        if pair is not None:
            came = settled(bet, pair)
            with self._telling:
                self._publish(bets=(*self._shown.bets, came)[-MOST_BETS:])

    def _go(self, steps: int) -> None:
        with self._lock:
            view = self._steps[self._at]
            at = max(0, min(len(self._steps) - 1, self._at + steps))
            self._at = at
            self._steps[at] = self._steps[at].changed(
                language=view.language, projector=view.projector
            )
        self._behind.stop()
        self._wake.set()

    def _work(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            if self._stopped:
                return
            asked = self.configuration
            if self.is_behind:
                self._live(asked)
            elif self._shown.bands is None or self._shown.bands.pairs < self._shown.bands.of:
                self._behind_what_is_shown(asked)

    def _live(self, asked: Configuration) -> None:
        """Live a pair and publish it; what cannot be run is taken back, and said."""
        try:
            pair = lived(asked)
        except InputError as error:
            self._take_back(asked)
            self._publish(notice=_said(msg("This cannot be run: {why}"), why=error.message))
            return
        except Exception:  # a defect of ours: the next wish must still be lived
            _told_when_debugging()
            self._take_back(asked)
            self._publish(notice=_said(msg("Something went wrong here; this was taken back.")))
            return
        with self._lock:
            month, self._asked_month = self._asked_month, None
        if not self._stopped:
            self._publish(configuration=asked, pair=pair, month=month, bands=None)
            self._behind_what_is_shown(asked)

    def _take_back(self, asked: Configuration) -> None:
        """Forget a wish that could not be lived, wherever the visitor has gone meanwhile."""
        with self._lock:
            places = [n for n, each in enumerate(self._steps) if each.computed == asked.computed]
            if len(self._steps) > 1 and places:
                self._steps.pop(places[-1])
                self._at = max(0, self._at - (places[-1] <= self._at))
                self._wake.set()
            elif self._shown.pair is None:
                self._steps = [Configuration(language=asked.language)]
                self._wake.set()

    def _behind_what_is_shown(self, configuration: Configuration) -> None:
        self._behind.do(lambda wanted: self._spread(configuration, wanted))

    def _spread(self, asked: Configuration, wanted: Wanted) -> None:
        """Live the pairs behind the one that is shown, and publish them as they come."""
        for come in bands(asked, wanted):
            if wanted():
                self._publish(bands=come)

    def _publish(self, **values: Any) -> None:
        with self._telling:
            with self._lock:
                shown = self._shown
                kept: dict[str, Any] = {
                    "number": shown.number + 1,
                    "configuration": shown.configuration,
                    "pair": shown.pair,
                    "bands": shown.bands,
                    "bets": shown.bets,
                    "past": self._at,
                    "following": len(self._steps) - 1 - self._at,
                }
                self._shown = Snapshot(**{**kept, **values})
            for listener in list(self._listeners):
                try:
                    listener(self._shown)
                except Exception:  # a page that cannot listen must not stop the others
                    _told_when_debugging()


def _told_when_debugging() -> None:
    if os.environ.get("TESSUTO_DEBUG"):
        traceback.print_exc()


def _said(message: str, **values: str) -> dict[str, str]:
    return in_all(lambda: translate(message, **values))
