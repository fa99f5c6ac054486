"""How far the actors are from a common vision, and how many groups could live with the middle.

Groups are trades and kinds of bodies; the middle is the mean of the groups' visions, each with one
voice. Yearly: visions move slowly.

Shapes: G groups, V values.
Source: concepts S76, S83, S87.
"""

from __future__ import annotations

import numpy as np

from simulation.accompaniment.negotiating import BODIES_FROM, Negotiating
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.shared_vision import (
    acceptability,
    accepts,
    group_means,
    vision_distance,
)
from simulation.tally import Tally


class VisionTally(Tally):
    """Distance of the groups' visions, and what they would accept."""

    def __init__(
        self, firms: Firms, bodies: Bodies, markets: Markets, negotiating: Negotiating
    ) -> None:
        """Look at firms and bodies."""
        self._firms, self._bodies, self._markets = firms, bodies, markets
        self._tolerance = negotiating.tolerance
        self.distance = self.acceptability = self.least = 0.0

    def take(self) -> None:
        """Compare the groups with each other and with the middle."""
        firms, bodies = self._firms, self._bodies
        rows = np.flatnonzero(firms.alive)
        labels = np.concatenate(
            [
                self._markets.family[firms.product[rows]],
                BODIES_FROM + bodies.kind.astype(np.int64),
            ]
        )
        visions = np.concatenate([firms.vision[rows].astype(np.float64), bodies.vision])
        if not len(visions):
            return
        middle = group_means(visions, labels).mean(axis=0)
        accepting = accepts(visions, middle, self._tolerance)
        self.distance = vision_distance(visions, labels)
        self.acceptability, self.least = acceptability(accepting, labels)
