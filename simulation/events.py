"""The log of what happened to whom: from it any firm's life can be told, and its twin's.

Shapes: E events as columns (month, kind, subject, other, value); identities of firms, -1: nobody.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import pandas as pd
from numba import njit, types
from numba.extending import overload, overload_method

import simulation.compiled  # noqa: F401  (before any loop is made)
from simulation.declarations import Bytes, Flags, Floats, Identities, Integers
from simulation.in_loops import InLoops, array_of, keep_in_step, readable, stands_for


class Kind(IntEnum):
    """What can happen. From MET on, only a log of everything keeps it."""

    FOUNDED = 0
    CLOSED = 1
    TRANSMITTED = 2
    SUCCESSOR_FOUND = 3
    HIRED = 4
    DISMISSED = 5
    TIE_MADE = 6
    TIE_BROKEN = 7
    PROJECT_STARTED = 8
    PROJECT_SUCCEEDED = 9
    PROJECT_FAILED = 10
    INNOVATED = 11
    INNOVATION_FAILED = 12
    SIGNAL_SEEN = 13
    NETWORK_JOINED = 14
    NETWORK_LEFT = 15
    NETWORK_RECOGNISED = 16
    NETWORK_DISSOLVED = 17
    ROUTINE_HARDENED = 18
    THREAT_STRUCK = 19
    ACTION_BEGUN = 20
    SESSION = 21
    OWN_SESSION = 22
    PROMISE_BROKEN = 23
    PROMISE_KEPT = 24
    SIGNED = 25
    TRIGGER_FIRED = 26
    SERVED = 27
    MET = 40


LEVELS = ("none", "life", "all")
NOBODY: Identities = np.empty(0, dtype=np.int64)
NOTHING: Floats = np.empty(0)
COLUMNS = {
    "months": "int32", "kinds": "int8", "subjects": "int64", "others": "int64", "values": "float64",
}


class EventLog:
    """What happened, in columns that grow."""

    months: Integers
    kinds: Bytes
    subjects: Identities
    others: Identities
    values: Floats

    def __init__(self, level: str = "life") -> None:
        """Keep nothing, the turns of each life, or everything with every useful meeting."""
        self.level = level
        self.kept_below = (0, Kind.MET, Kind.MET + 1)[LEVELS.index(level)]
        self.used: Identities = np.zeros(1, dtype=np.int64)
        self._allocate(0 if level == "none" else 4096)

    @property
    def count(self) -> int:
        """Events kept so far."""
        return int(self.used[0])

    def keeps(self, kind: Kind) -> bool:
        """Say whether events of a kind are kept at this level."""
        return kind < self.kept_below

    def note(
        self, kind: Kind, month: int, subjects: Identities, happened: Flags,
        others: Identities | None = None, values: Floats | None = None,
    ) -> None:
        """Keep one event for each row in which it `happened` (all arrays one value a row)."""
        if self.keeps(kind):
            self.make_room(int(np.count_nonzero(happened)))
            _note(
                self, int(kind), month, subjects, happened, NOBODY if others is None else others,
                NOTHING if values is None else values,
            )

    def append(
        self, kind: Kind, month: int, subjects: Identities,
        others: Identities | None = None, values: Floats | float = np.nan,
    ) -> None:
        """Keep these events (E identities, E others, E values or one for all)."""
        if not self.keeps(kind):
            return
        self.make_room(len(subjects))
        new = slice(self.count, self.count + len(subjects))
        self.months[new] = month
        self.kinds[new] = kind
        self.subjects[new] = subjects
        self.others[new] = -1 if others is None else others
        self.values[new] = values
        self.used[0] = new.stop

    def make_room(self, events: int) -> None:
        """Have room for so many more."""
        if self.kept_below and self.count + events > len(self.months):
            self._allocate(max(self.count + events, 2 * len(self.months)))

    def frame(self) -> pd.DataFrame:
        """Return the log as a table: month, kind (its name), subject, other, value."""
        codes = np.zeros(max(Kind) + 1, dtype=np.int8)
        codes[list(Kind)] = range(len(Kind))
        kept = slice(0, self.count)
        return pd.DataFrame(
            {
                "month": self.months[kept],
                "kind": pd.Categorical.from_codes(
                    codes[self.kinds[kept]],
                    categories=pd.Index([kind.name.lower() for kind in Kind]),
                ),
                "subject": self.subjects[kept],
                "other": self.others[kept],
                "value": self.values[kept],
            }
        )

    def _allocate(self, room: int) -> None:
        for name, dtype in COLUMNS.items():
            new = np.empty(room, dtype=dtype)
            if self.count:
                new[: self.count] = getattr(self, name)[: self.count]
            keep_in_step(self, name, new)
            setattr(self, name, new)


readable(
    EventLog,
    {
        "kept_below": types.int64,
        "used": array_of("int64", 1),
        **{name: array_of(dtype, 1) for name, dtype in COLUMNS.items()},
    },
)


@njit(cache=True)
def _note(
    events: EventLog, kind: int, month: int, subjects: Identities, happened: Flags,
    others: Identities, values: Floats,
) -> None:
    for row in range(len(happened)):
        if happened[row]:
            other = others[row] if len(others) > 0 else -1
            value = values[row] if len(values) > 0 else np.nan
            keep(events, kind, month, subjects[row], other, value)


@njit(cache=True)
def keep(
    events: EventLog, kind: int, month: int, subject: int, other: int, value: float
) -> None:
    """Keep one event, from a loop, if its kind is kept; there must be room for it."""
    if kind >= events.kept_below:
        return
    count = events.used[0]
    if count == len(events.months):
        raise IndexError("the log of events is full")
    events.months[count] = month
    events.kinds[count] = kind
    events.subjects[count] = subject
    events.others[count] = other
    events.values[count] = value
    events.used[0] = count + 1


@overload_method(InLoops, "make_room", strict=False)  # type: ignore[call-arg]
def _make_room_in_loops(events: Any, _more: Any) -> Any:
    """Do nothing: before a month that is lived by compiled rules there is room for all of it."""
    if not stands_for(events, EventLog):
        return None
    return lambda events, more: None


@overload_method(InLoops, "note", strict=False)  # type: ignore[call-arg]
def _note_in_loops(
    events: Any, _kind: Any, _month: Any, _subjects: Any, _happened: Any, others: Any = None,
    values: Any = None,
) -> Any:
    """Keep events from a compiled rule, which finds room made for a month."""
    if not stands_for(events, EventLog):
        return None

    def note(events, kind, month, subjects, happened, others=None, values=None):  # type: ignore[no-untyped-def]
        if kind.value < events.kept_below:
            whom, what = _or(others, NOBODY), _or(values, NOTHING)
            _note(events, kind.value, month, subjects, happened, whom, what)

    return note


@overload_method(InLoops, "append", strict=False)  # type: ignore[call-arg]
def _append_in_loops(
    events: Any, _kind: Any, _month: Any, _subjects: Any, others: Any = None, values: Any = None
) -> Any:
    """Keep events from a compiled rule, which finds room made for a month."""
    if not stands_for(events, EventLog):
        return None

    def append(events, kind, month, subjects, others=None, values=None):  # type: ignore[no-untyped-def]
        whom, what = _or(others, NOBODY), _or(values, NOTHING)
        for row in range(len(subjects)):
            other = whom[row] if len(whom) > 0 else -1
            value = what[row] if len(what) > 0 else np.nan
            keep(events, kind.value, month, subjects[row], other, value)

    return append


def _or(given: Any, else_: Any) -> Any:
    return else_ if given is None else given


@overload(_or)
def _or_in_loops(given, else_):  # type: ignore[no-untyped-def]
    if given is None or isinstance(given, types.NoneType | types.Omitted):
        return lambda given, else_: else_
    return lambda given, else_: given
