"""What the browser asks and what it is told: messages in, results out, each result once.

Raises: nothing; a message that means nothing is ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.live.assumptions import SHOWN, assumptions
from experiments.live.configuration import Configuration
from experiments.live.levers import LEVERS, levers
from experiments.live.message import described
from experiments.live.session import Session, Snapshot
from experiments.live.widget import Stage
from simulation.language import LANGUAGES


class Conversation:
    """Between one session and its stage in the browser."""

    def __init__(self, session: Session, stage: Stage, notices: Sequence[str] = ()) -> None:
        """Listen to both sides."""
        self._session = session
        self._stage = stage
        self._ready = False
        self._told: dict[str, Any] | None = None
        self._shown = 0
        self._notices = " ".join(notices)
        stage.on_msg(self._received)
        self._unwatch = session.watch(self._publish)

    def end(self) -> None:
        """Listen no more."""
        self._stage.on_msg(self._received, remove=True)

    def _received(self, _widget: Any, told: Any, _buffers: Any) -> None:
        """Do what the browser asks; values are checked by the configuration."""
        if not isinstance(told, dict):
            return
        kind = told.get("kind")
        session = self._session
        if kind == "ready":
            self._ready = True
            self._shown = 0
            self._publish(session.snapshot)
            if self._notices:
                self._say(notice=dict.fromkeys(LANGUAGES, self._notices))
        elif kind == "change":
            self._change(str(told.get("name")), told.get("value"))
        elif kind in {"undo", "redo", "home"}:
            self._busy()
            getattr(session, kind)()
        elif kind == "exit" and isinstance(told.get("month"), int):
            self._busy()
            session.change(month=told["month"], leaves=told["month"])
        elif kind == "speak" and told.get("lang") in LANGUAGES:
            session.speak(told["lang"])
        elif kind == "project":
            session.change(projector=bool(told.get("projector")))

    def _change(self, name: str, value: Any) -> None:
        asked = self._session.configuration
        if name in SHOWN:
            changed: dict[str, Any] = {"assumptions": {**asked.assumptions, name: value}}
        elif name == "territory":
            changed = {"territory": value, "common": None, "delay": 0, "strength": 1.0}
        elif name == "programme":
            if value == "own":
                return
            changed = {"programme": value, "own_plan": None, "leaves": None}
        elif name in {lever.name for lever in LEVERS}:
            changed = {name: value}
        else:
            return
        self._busy()
        self._session.change(**changed)

    def _busy(self) -> None:
        self._say(busy=True)

    def _say(self, **state: Any) -> None:
        if self._ready:
            self._stage.send({"kind": "state", "state": state})

    def _publish(self, shown: Snapshot) -> None:
        """Tell the browser of a new snapshot: the whole pair if it is another one."""
        if not self._ready:
            return
        if shown.pair is None or shown.number == self._shown:
            self._say(notice=shown.notice)
            return
        pair = shown.pair
        told, block = described(pair)
        first = self._shown == 0
        self._shown = shown.number
        self._stage.send(
            {
                "kind": "pair",
                "number": shown.number,
                "pair": told,
                "configuration": _plain(shown.configuration),
                "levers": levers(shown.configuration, pair.scenario, pair.plan),
                "assumptions": assumptions(pair.scenario),
                "past": shown.past,
                "next": shown.following,
                "month": pair.scenario.months - 1 if first else shown.month,
                "ghost": not first,
            },
            [block],
        )
        if shown.notice:
            self._say(notice=shown.notice)


def _plain(configuration: Configuration) -> dict[str, Any]:
    return configuration.model_dump()
