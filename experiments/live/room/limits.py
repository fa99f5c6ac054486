"""How often one sender may ask: a bucket each, refilled steadily, for a bounded number of senders.

A room's phones may all come through one address, so addresses get far more than visitors do.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_SENDERS = 4_096


class Limit:
    """So many requests a second on average, so many at once."""

    def __init__(
        self, per_second: float, at_once: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with full buckets."""
        self._per_second = per_second
        self._at_once = float(at_once)
        self._clock = clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, sender: str) -> bool:
        """Whether one more request of this sender may pass; it is counted."""
        now = self._clock()
        with self._lock:
            left, last = self._left.pop(sender, (self._at_once, now))
            left = min(self._at_once, left + (now - last) * self._per_second)
            allowed = left >= 1
            self._left[sender] = (left - 1 if allowed else left, now)
            if len(self._left) > MOST_SENDERS:
                self._left.popitem(last=False)
            return allowed
