"""The work done in this process, chunk by chunk: where one worker is asked for.

Ctrl-C waits until the chunk at hand is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from experiments.many.engine import Back, Chunk, in_a_line

J = TypeVar("J")


class Alone(Generic[J]):
    """An engine without processes."""

    workers = 1

    def __init__(self, do: Callable[[Sequence[J]], Any]) -> None:
        """Do chunks with this."""
        self._do = do
        self._chunks: list[Chunk[J]] = []

    def room(self) -> int:
        """One at a time."""
        return 1 - len(self._chunks)

    def busy(self) -> int:
        """How many are waiting."""
        return len(self._chunks)

    def give(self, chunk: Chunk[J]) -> None:
        """Keep it until somebody waits for it."""
        self._chunks.append(chunk)

    def back(self, seconds: float) -> list[Back[J]]:
        """Do what is waiting."""
        del seconds
        done = []
        for chunk in self._chunks:
            try:
                done.append(Back(chunk, self._do(chunk.jobs)))
            except Exception as error:
                said = in_a_line(error)
                done.append(Back(chunk, None, said))
        self._chunks = []
        return done

    def close(self) -> None:
        """Forget what is waiting."""
        self._chunks = []
