"""Hooks of the big screen: when the room changes, and work done beside the page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import solara

from experiments.live.room.room import Room
from simulation.errors import InputError
from simulation.language import speaking

LOOK_EVERY = 0.5


def watch(room: Room, changed: Callable[[], None]) -> Callable[[], None]:
    """Call `changed` whenever the room has changed, from a thread of its own; return the undo."""
    gone = threading.Event()

    def look() -> None:
        seen = room.version
        while not gone.wait(LOOK_EVERY):
            if room.version != seen:
                seen = room.version
                changed()

    threading.Thread(target=look, daemon=True).start()
    return gone.set


def use_version(room: Room) -> int:
    """The room's version, the component drawn again when it changes; ends with the tab.

    Each component that reads the room asks for it: one whose arguments stay the same is not drawn
    again with the one around it.
    """
    version, set_version = solara.use_state(room.version)

    def follow() -> Callable[[], None]:
        set_version(room.version)
        return watch(room, lambda: set_version(room.version))

    solara.use_effect(follow, [room.token])
    return int(version)


@dataclass(frozen=True)
class Work:
    """How a piece of work stands: under way, done with a result, or refused in words."""

    busy: bool = False
    result: Any = None
    problem: str = ""
    done: int = 0
    of: int = 0


Job = Callable[[Callable[[int, int], bool]], Any]


def use_work(lang: str) -> tuple[Work, Callable[[Job], None]]:
    """Work done in a thread of its own, told to stop when the tab closes.

    The job is given a function to call after each part (done, of) that says whether to go on.
    """
    work, set_work = solara.use_state(Work())
    gone = solara.use_memo(threading.Event, [])
    solara.use_effect(lambda: gone.set, [])

    def begin(job: Job) -> None:
        set_work(Work(busy=True))

        def each(done: int, of: int) -> bool:
            if not gone.is_set():
                set_work(Work(busy=True, done=done, of=of))
            return not gone.is_set()

        def run() -> None:
            with speaking(lang):
                try:
                    outcome = Work(result=job(each))
                except InputError as error:
                    outcome = Work(problem=str(error))
            if not gone.is_set():
                set_work(outcome)

        threading.Thread(target=run, daemon=True).start()

    return work, begin
