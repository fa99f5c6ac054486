"""What takes chunks of work and gives their answers back: processes here, or a Dask cluster.

Raises: InputError (`EngineGoneError`) when whoever does the work cannot be reached any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from simulation.errors import InputError

J = TypeVar("J")


class EngineGoneError(InputError):
    """The cluster that did the work has gone away."""


@dataclass
class Chunk(Generic[J]):
    """Work that is handed over at once, and how often a worker has died over it."""

    jobs: Sequence[J]
    deaths: int = 0
    marks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Back(Generic[J]):
    """A chunk that has come back: its answer, or why there is none, and whether a worker died."""

    chunk: Chunk[J]
    answer: Any
    failure: str = ""
    died: bool = False


class Engine(Protocol[J]):
    """Takes chunks, gives answers; how many are with it at once is its own affair."""

    workers: int

    def room(self) -> int:
        """How many chunks it can take now."""

    def busy(self) -> int:
        """How many chunks are with it."""

    def give(self, chunk: Chunk[J]) -> None:
        """Hand over a chunk."""

    def back(self, seconds: float) -> list[Back[J]]:
        """Wait so long for chunks to come back."""

    def close(self) -> None:
        """End it, whatever is still being done."""


def in_a_line(error: BaseException) -> str:
    """Return an error's kind and words in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
