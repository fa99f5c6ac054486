"""What a search may change of a programme: when actions start, how far sessions lie apart.

Sessions, hours, money and people stay as they are, and every action is laid so that it can end
before the facilitators leave: the cost is the same as long as everything takes place, and what was
really spent is measured.
Shapes: genes (G,) in [0, 1]; two per action (start, months between), or
one where its sessions cannot lie further apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiments.study.study import Factor
from simulation.accompaniment.programme import Action, Programme
from simulation.errors import InputError
from simulation.language import translate

Floats = npt.NDArray[np.float64]
LONGEST_BETWEEN = 12
USUAL_HORIZON = 60


@dataclass(frozen=True)
class Space:
    """The actions of a programme and the months in which they may lie."""

    programme: Programme
    horizon: int

    @property
    def genes(self) -> int:
        """How many numbers between 0 and 1 say a plan."""
        return len(list(self._slots()))

    @property
    def levers(self) -> dict[str, Factor]:
        """The fields that vary, by path, for a study."""
        latest = float(max(1, self.horizon))
        return {
            path: Factor(integers=(0.0, latest) if field == "start" else (1.0, LONGEST_BETWEEN))
            for path, field, _ in self._slots()
        }

    def plan(self, genes: Floats) -> dict[str, int]:
        """Return the values of the levers that some genes stand for."""
        said: dict[str, int] = {}
        every: dict[str, int] = {}
        slots = list(self._slots())
        for (path, field, action), gene in zip(slots, genes, strict=True):
            if field == "every":
                said[path] = every[action.name] = 1 + round(gene * (self._widest(action) - 1))
        for (path, field, action), gene in zip(slots, genes, strict=True):
            if field == "start":
                span = (action.sessions - 1) * every.get(action.name, action.every)
                said[path] = round(gene * max(0, self.horizon - 1 - span))
        return said

    def shipped(self) -> Floats:
        """Return the genes of the programme as it is, as near as the space allows."""
        genes = []
        for _, field, action in self._slots():
            widest = self._widest(action)
            every = min(action.every, widest)
            if field == "every":
                genes.append((every - 1) / max(1, widest - 1))
            else:
                room = max(1, self.horizon - 1 - (action.sessions - 1) * every)
                genes.append(min(1.0, action.start / room))
        return np.array(genes)

    def _widest(self, action: Action) -> int:
        """The most months between sessions with which the action still ends in time."""
        if action.sessions < 2:
            return 1
        return max(1, min(LONGEST_BETWEEN, (self.horizon - 1) // (action.sessions - 1)))

    def _slots(self) -> Iterator[tuple[str, str, Action]]:
        for action in self.programme.actions:
            yield f"actions.{action.name}.start", "start", action
            if self._widest(action) > 1:
                yield f"actions.{action.name}.every", "every", action


def space_of(programme: Programme) -> Space:
    """Return the space around a programme. Raises InputError where nothing can be moved."""
    names = [action.name for action in programme.actions]
    if len(names) < 2:
        said = translate("{name} has fewer than two actions: there is no order to search",
                         name=repr(programme.name))  # fmt: skip
        raise InputError(said, place="PROGRAMME")
    if len(set(names)) < len(names):
        said = translate("two actions of {name} have one name", name=repr(programme.name))
        raise InputError(said, place="PROGRAMME")
    leaves = programme.facilitator.leaves
    return Space(programme, leaves if leaves is not None else USUAL_HORIZON)


def as_rows(plans: Sequence[Mapping[str, int]]) -> dict[str, list[int]]:
    """Return plans as columns, a path each."""
    return {path: [plan[path] for plan in plans] for path in plans[0]} if plans else {}
