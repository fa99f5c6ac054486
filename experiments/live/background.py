"""Work behind the page, one piece at a time for each visitor: what is newer replaces what is older.

Raises: nothing; a piece that fails is dropped, and said on the error stream when debugging.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable

Wanted = Callable[[], bool]
Work = Callable[[Wanted], None]


class Background:
    """One thread's worth of work; each piece is told whether it is still wanted."""

    def __init__(self, name: str) -> None:
        """Make an idle background with a name for its threads."""
        self._name = name
        self._lock = threading.Lock()
        self._number = 0

    def do(self, work: Work) -> None:
        """Begin a piece of work; whatever went on before is wanted no more."""
        with self._lock:
            self._number += 1
            mine = self._number

        def go() -> None:
            try:
                work(lambda: self._number == mine)
            except Exception:
                if os.environ.get("TESSUTO_DEBUG"):
                    traceback.print_exc()

        threading.Thread(target=go, daemon=True, name=self._name).start()

    def stop(self) -> None:
        """Want nothing any more."""
        with self._lock:
            self._number += 1
