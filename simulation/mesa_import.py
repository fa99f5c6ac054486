"""Mesa, imported without letting it choose how this program starts its processes.

Mesa 3.3 sets the global start method of multiprocessing to `spawn` when it is imported (later
versions when `batch_run` is called); what was set before, or nothing, is put back.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import repeat

_before = multiprocessing.get_start_method(allow_none=True)

import mesa  # noqa: E402

multiprocessing.set_start_method(_before, force=True)

__all__ = ["NoNumbers", "mesa"]


class NoNumbers:
    """Stands where Mesa 3.3 counts agents by model, and so keeps every model for ever."""

    def __getitem__(self, model: object) -> Iterator[int]:
        """Return numbers without end, that mean nothing."""
        return repeat(-1)
