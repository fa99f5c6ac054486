"""Another territory that one can visit: its firms as visitors find them, and who came to see them.

Empty when a territory stands alone: then visitors meet the frontier of their trade somewhere.

Shapes: H hosts, K skills, V values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.declarations import Floats, Integers


@dataclass(frozen=True, slots=True)
class Guest:
    """A visit: who was seen, and what the visitor could do."""

    host: int
    skills: Floats
    strength: float


class Elsewhere:
    """The territory that peer visits go to."""

    def __init__(self) -> None:
        """Begin alone."""
        self.rows: Integers = np.zeros(0, dtype=np.int32)
        self.skills: Floats = np.zeros((0, 0))
        self.language: Floats = np.zeros((0, 0))
        self.openness: Floats = np.zeros(0)
        self.bridge = 0.0
        self.guests: list[Guest] = []

    @property
    def alone(self) -> bool:
        """Whether there is nobody to visit that we know of."""
        return len(self.rows) == 0

    def open(
        self, rows: Integers, skills: Floats, language: Floats, openness: Floats, bridge: float
    ) -> None:
        """Show the firms of another territory (columns of theirs), and how far one is understood."""
        self.rows = rows
        self.skills = skills[rows].copy()
        self.language = language[rows].copy()
        self.openness = openness[rows].copy()
        self.bridge = bridge

    def take_guests(self) -> list[Guest]:
        """Return the visits of this month, and forget them."""
        guests, self.guests = self.guests, []
        return guests
