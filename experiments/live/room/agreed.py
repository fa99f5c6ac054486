"""What all screens of a room share on purpose: the plan that was made, and what the stage shows.

In room mode a plan made on one screen is the plan of every other; outside of it nobody shares
anything. Safe from any thread; what leaves it is frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.live.configuration import Configuration
    from simulation.accompaniment.programme import Programme


class Agreed:
    """The plan from the answers, the plan that all stages show, and what a stage last showed."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Nothing is agreed yet; `changed` is called whenever something is."""
        self._changed = changed
        self._plan: Programme | None = None
        self._shown: tuple[int, Programme | None] = (0, None)
        self._staged: Configuration | None = None

    @property
    def plan(self) -> Programme | None:
        """The plan made from the answers."""
        return self._plan

    @property
    def shown(self) -> tuple[int, Programme | None]:
        """How often a plan was put on the stages, and the one put there last."""
        return self._shown

    @property
    def staged(self) -> Configuration | None:
        """What a stage showed last: the territory in which plans are tried."""
        return self._staged

    def make(self, plan: Programme) -> None:
        """Let this be the plan from the answers."""
        self._plan = plan
        self._changed()

    def show(self, plan: Programme) -> None:
        """Put a plan on every stage of the room."""
        self._shown = (self._shown[0] + 1, plan)
        self._changed()

    def stage(self, configuration: Configuration) -> None:
        """Note what a stage shows."""
        if configuration != self._staged:
            self._staged = configuration
            self._changed()

    def forget(self) -> None:
        """Keep no plan; the stages keep what they show."""
        self._plan = None
        self._shown = (self._shown[0], None)
        self._changed()
