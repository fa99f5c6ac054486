"""Firms as Mesa sees them: each agent is a thin view of one row, as long as its firm lives.

A firm that has closed keeps its identity: its agent says so, and raises instead of showing the
row's next tenant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from simulation.entities.firms import MONTHS_IN_ID, Firms

if TYPE_CHECKING:
    from simulation.model import Territory


class Gone(LookupError):
    """What was asked belongs to a firm that has closed."""


class Firm(mesa.Agent):
    """A very small firm."""

    def __init__(self, model: Territory, identity: int) -> None:
        """Look at the firm with this identity."""
        super().__init__(model)
        self.identity = identity
        self.row = identity // MONTHS_IN_ID

    @property
    def alive(self) -> bool:
        """Whether the firm still lives."""
        return bool(self.model.firms.id[self.row] == self.identity)


def _reader(name: str) -> property:
    def read(firm: Firm) -> Any:
        if not firm.alive:
            raise Gone(f"firm {firm.identity} has closed: it has no {name} any more")
        value = getattr(firm.model.firms, name)[firm.row]
        return value.copy() if isinstance(value, np.ndarray) else value.item()

    return property(read, doc=Firms.columns[name].doc)


for _name in Firms.columns:
    if not hasattr(Firm, _name):
        setattr(Firm, _name, _reader(_name))


class Roster:
    """Keeps Mesa's set of agents in step with the table, when somebody looks."""

    def __init__(self, model: Territory) -> None:
        """Begin with nobody."""
        self._model = model
        self._known: dict[int, Firm] = {}
