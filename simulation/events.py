"""The log of what happened to whom: from it any firm's life can be told, and its twin's.

Shapes: E events as columns (month, kind, subject, other, value); identities of firms, -1: nobody.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import pandas as pd
from numba import njit

import simulation.compiled  # noqa: F401  (before any loop is made)
from simulation.declarations import Bytes, Flags, Floats, Identities, Integers


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


class EventLog:
    """What happened, in columns that grow."""

    def __init__(self, level: str = "life") -> None:
        """Keep nothing, the turns of each life, or everything with every useful meeting."""
        self.level = level
        self.count = 0
        self._room = 0 if level == "none" else 4096
        self._month: Integers = np.empty(self._room, dtype=np.int32)
        self._kind = np.empty(self._room, dtype=np.int8)
        self._subject: Identities = np.empty(self._room, dtype=np.int64)
        self._other: Identities = np.empty(self._room, dtype=np.int64)
        self._value: Floats = np.empty(self._room, dtype=np.float64)

    def keeps(self, kind: Kind) -> bool:
        """Say whether events of a kind are kept at this level."""
        return self.level == "all" or (self.level == "life" and kind < Kind.MET)

    def note(
        self, kind: Kind, month: int, subjects: Identities, happened: Flags,
        others: Identities | None = None, values: Floats | None = None,
    ) -> None:
        """Keep one event for each row in which it `happened` (all arrays one value a row)."""
        if not self.keeps(kind):
            return
        end = self.count + int(np.count_nonzero(happened))
        if end > self._room:
            self._grow(max(end, 2 * self._room))
        if end > self.count:
            _note(
                happened, month, int(kind), subjects, NOBODY if others is None else others,
                NOTHING if values is None else values, self.count, self._month, self._kind,
                self._subject, self._other, self._value,
            )
            self.count = end

    def append(
        self, kind: Kind, month: int, subjects: Identities,
        others: Identities | None = None, values: Floats | float = np.nan,
    ) -> None:
        """Keep these events (E identities, E others, E values or one for all)."""
        if not self.keeps(kind):
            return
        end = self.count + len(subjects)
        if end > self._room:
            self._grow(max(end, 2 * self._room))
        new = slice(self.count, end)
        self._month[new] = month
        self._kind[new] = kind
        self._subject[new] = subjects
        self._other[new] = -1 if others is None else others
        self._value[new] = values
        self.count = end

    def frame(self) -> pd.DataFrame:
        """Return the log as a table: month, kind (its name), subject, other, value."""
        codes = np.zeros(max(Kind) + 1, dtype=np.int8)
        codes[list(Kind)] = range(len(Kind))
        kept = slice(0, self.count)
        return pd.DataFrame(
            {
                "month": self._month[kept],
                "kind": pd.Categorical.from_codes(
                    codes[self._kind[kept]],
                    categories=pd.Index([kind.name.lower() for kind in Kind]),
                ),
                "subject": self._subject[kept],
                "other": self._other[kept],
                "value": self._value[kept],
            }
        )

    def _grow(self, room: int) -> None:
        for name in ("_month", "_kind", "_subject", "_other", "_value"):
            old = getattr(self, name)
            new = np.empty(room, dtype=old.dtype)
            new[: self.count] = old[: self.count]
            setattr(self, name, new)
        self._room = room


@njit(cache=True)
def _note(
    happened: Flags, month: int, kind: int, subjects: Identities, others: Identities,
    values: Floats, count: int, months: Integers, kinds: Bytes, subject: Identities,
    other: Identities, value: Floats,
) -> None:
    for row in range(len(happened)):
        if happened[row]:
            months[count] = month
            kinds[count] = kind
            subject[count] = subjects[row]
            other[count] = others[row] if len(others) > 0 else -1
            value[count] = values[row] if len(values) > 0 else np.nan
            count += 1
