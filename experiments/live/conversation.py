"""What the browser asks and what it is told: messages in, results out, each result once.

Raises: nothing; a message that means nothing is ignored.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from experiments.live.assumptions import SHOWN, assumptions
from experiments.live.background import Background, Wanted
from experiments.live.bets import read_bet
from experiments.live.biography import firm_at, life, most_eventful
from experiments.live.configuration import FIRMS_AT_FIRST
from experiments.live.crossed import crossed
from experiments.live.levers import LEVERS, levers
from experiments.live.message import described
from experiments.live.pair import Pair
from experiments.live.room.betting import PhoneBets
from experiments.live.room.room import Room
from experiments.live.room.watching import watch
from experiments.live.session import Session, Snapshot
from experiments.live.tour import TOUR
from experiments.live.widget import Stage
from simulation.language import LANGUAGES
from simulation.read_scenario import contexts

FIELDS = frozenset(lever.name for lever in LEVERS)


class Conversation:
    """Between one session and its stage in the browser."""

    def __init__(
        self,
        session: Session,
        stage: Stage,
        notices: Sequence[str] = (),
        room: Room | None = None,
    ) -> None:
        """Listen to both sides; with a room, also to its phones' bets."""
        self._session = session
        self._stage = stage
        self._ready = False
        self._sent: Pair | None = None
        self._number = 0
        self._notices = " ".join(notices)
        self._behind = Background("tessuto-territories")
        stage.on_msg(self._received)
        self._unwatch = session.watch(self._publish)
        self._bets = PhoneBets(room)
        self._leave = watch(room, self._say_bets) if room is not None else None

    def end(self) -> None:
        """Listen no more."""
        self._ready = False
        self._behind.stop()
        self._bets.drop()
        with suppress(ValueError):  # the session may have let go of all its listeners already
            self._unwatch()
        if self._leave is not None:
            self._leave()
        self._stage.on_msg(self._received, remove=True)

    def _received(self, _widget: Any, told: Any, _buffers: Any) -> None:
        """Do what the browser asks; values are checked by the configuration."""
        kind = told.get("kind") if isinstance(told, dict) else None
        act = getattr(self, f"_on_{kind}", None)
        if act is not None:
            act(told)
            self._session.in_turn(self._say_busy)

    def _on_ready(self, _told: dict[str, Any]) -> None:
        self._ready = True
        self._sent = None
        self._session.in_turn(self._say_all)
        if self._notices:
            self._say(notice=dict.fromkeys(LANGUAGES, self._notices))

    def _on_back(self, _told: dict[str, Any]) -> None:
        """The connection was lost for a while: the page is told where things stand."""
        self._session.in_turn(self._say_all)

    def _on_change(self, told: dict[str, Any]) -> None:
        name, value = str(told.get("name")), told.get("value")
        change, asked = self._session.change, self._session.configuration
        if name in SHOWN:
            change(assumptions={**asked.assumptions, name: value})
        elif name == "territory":
            own = {} if asked.territory in contexts() else {"firms": FIRMS_AT_FIRST}
            change(territory=value, common=None, delay=0, strength=1.0, **own)
        elif name == "programme":
            if value != "own":
                change(programme=value, own_plan=None, leaves=None)
        elif name in FIELDS:
            change(**{name: value})

    def _on_undo(self, _told: dict[str, Any]) -> None:
        self._session.undo()

    def _on_redo(self, _told: dict[str, Any]) -> None:
        self._session.redo()

    def _on_home(self, _told: dict[str, Any]) -> None:
        self._session.home()

    def _on_exit(self, told: dict[str, Any]) -> None:
        month = told.get("month")
        if isinstance(month, int):
            self._session.change(month, leaves=month)

    def _on_speak(self, told: dict[str, Any]) -> None:
        if told.get("lang") in LANGUAGES:
            self._session.speak(told["lang"])

    def _on_project(self, told: dict[str, Any]) -> None:
        self._session.change(projector=bool(told.get("projector")))

    def _on_bet(self, told: dict[str, Any]) -> None:
        bet = read_bet(told)
        pair = self._session.snapshot.pair
        if bet is not None and pair is not None:
            self._session.bet(self._bets.reveal(pair, bet) or bet)
            self._say_bets()

    def _on_phones(self, told: dict[str, Any]) -> None:
        """Let the room's phones bet, but not on a result that is on its way out."""
        pair = self._session.snapshot.pair
        if pair is not None and not self._session.is_behind:
            self._bets.open(told.get("metric"), pair)
            self._say_bets()

    def _on_reveal(self, _told: dict[str, Any]) -> None:
        """The result is shown: the phones' bets are counted, nobody is waited for."""
        pair = self._session.snapshot.pair
        bet = self._bets.reveal(pair) if pair is not None else None
        if bet is not None:
            self._session.bet(bet)
        self._say_bets()

    def _say_bets(self) -> None:
        self._say(phones=self._bets.told())

    def _on_tour(self, told: dict[str, Any]) -> None:
        step = told.get("step")
        if isinstance(step, int) and 0 <= step < len(TOUR):
            plain: dict[str, Any] = {
                "common": None,
                "delay": 0,
                "strength": 1.0,
                "start": None,
                "leaves": None,
                "against": "none",
                "own_plan": None,
                "assumptions": {},
            }
            self._session.change(**{**plain, **TOUR[step].set})

    def _on_follow(self, told: dict[str, Any]) -> None:
        """Tell the life of a firm: of the row and month asked for, else the most eventful one."""
        pair = self._session.snapshot.pair
        row, month = told.get("row"), told.get("month")
        if pair is None:
            return
        firm: int | None = None
        if isinstance(row, int) and isinstance(month, int):
            world = pair.without if told.get("world") == "without" else pair.accompanied
            firm = firm_at(world, row, month)
        elif row is None:
            firm = most_eventful(pair)
        if firm is not None:
            self._say(life=life(pair, firm))

    def _on_cross(self, _told: dict[str, Any]) -> None:
        asked = self._session.configuration

        def work(wanted: Wanted) -> None:
            found = crossed(asked, wanted=wanted)
            if found is not None:
                self._say(crossed=found)

        self._behind.do(work)

    def _say_all(self) -> None:
        shown = self._session.snapshot
        if shown.pair is not None:
            self._send_pair(shown, shown.pair)
        self._publish(shown)
        self._say_bets()

    def _say_busy(self) -> None:
        """Tell whether another result is on its way: at once, and also that none is."""
        self._say(busy=self._session.is_behind)

    def _say(self, **state: Any) -> None:
        if self._ready:
            self._stage.send({"kind": "state", "state": state})

    def _publish(self, shown: Snapshot) -> None:
        """Tell the browser of a new snapshot: the whole pair if it is another one."""
        if not self._ready:
            return
        if shown.pair is not None and shown.pair is not self._sent:
            self._send_pair(shown, shown.pair)
        bets = [each.plain() for each in shown.bets]
        self._say(
            busy=self._session.is_behind,
            notice=shown.notice,
            bands=None if shown.bands is None else shown.bands.told(),
            bets=bets,
            past=shown.past,
            next=shown.following,
        )

    def _send_pair(self, shown: Snapshot, pair: Pair) -> None:
        told, block = described(pair)
        before, self._sent = self._sent, pair
        if pair is not before:
            self._number += 1
            self._bets.drop()
        self._stage.send(
            {
                "kind": "pair",
                "number": self._number,
                "pair": told,
                "configuration": shown.configuration.model_dump(),
                "levers": levers(shown.configuration, pair.scenario, pair.plan),
                "assumptions": assumptions(pair.scenario),
                "past": shown.past,
                "next": shown.following,
                "month": pair.scenario.months - 1 if before is None else shown.month,
                "ghost": before is not None and _same_place(before, pair),
            },
            [block],
        )


def _same_place(one: Pair, other: Pair) -> bool:
    """Whether two results are of the same territory, so that one can be the other's ghost."""
    same = ("territory", "firms", "seed")
    return all(getattr(one.configuration, n) == getattr(other.configuration, n) for n in same)
