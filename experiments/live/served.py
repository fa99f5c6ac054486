"""What this process serves, so that its pages know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.live.room.room import Room


@dataclass(frozen=True)
class Served:
    """The language a page opens in, and the room with its address, if there is one."""

    lang: str = "fr"
    address: str = ""
    room: Room | None = None
    room_address: str = ""
    key: str = ""
    names: frozenset[str] = frozenset()
    pairs: int = 30
    """How many pairs are lived behind the one on the page, itself included."""

    @property
    def spoken(self) -> str:
        """The language that the room's stage speaks; before there is one, that of its opening."""
        staged = self.room.agreed.staged if self.room is not None else None
        return self.lang if staged is None else staged.language


_served = Served()


def keep(served: Served) -> None:
    """Let the pages of this process know what it serves."""
    global _served  # noqa: PLW0603 - a process serves one thing
    _served = served


def what_is_served() -> Served:
    """What this process serves."""
    return _served
