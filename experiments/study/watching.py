"""How a study is lived, what is told meanwhile, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field

from experiments.store.kept_study import KeptStudy


class Watch:
    """What is told while runs are lived; says whether to go on. This one says nothing."""

    def waits(self, who: str) -> None:
        """Somebody else writes in this store."""

    def notice(self, said: str) -> None:
        """Something is odd."""

    def begins(self, missing: int, held: int) -> None:
        """So many runs are to be lived, so many are there already."""

    def lived(self, runs: int) -> None:
        """So many more have come back."""

    def failed(self, runs: int) -> None:
        """So many more have failed."""

    def goes_on(self) -> bool:
        """Whether more runs may be begun."""
        return True


@dataclass
class Finished:
    """How a study went: runs asked for, there already, lived now, failed; what it took."""

    study: KeptStudy
    asked: int = 0
    held: int = 0
    lived: int = 0
    failed: int = 0
    left: int = 0
    seconds: float = 0.0
    working: float = 0.0
    engine_seconds: float = 0.0
    workers: int = 1
    finished: bool = True
    widths: dict[str, float] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def busy(self) -> float:
        """The share of their time that workers worked, from the first chunk to the last."""
        whole = self.engine_seconds * self.workers
        return self.working / whole if whole else 0.0


@dataclass
class Settings:
    """Who does the work: processes here (`workers`), or Dask (`scheduler`)."""

    workers: int | None = None
    scheduler: str = ""
    retry: bool = False
