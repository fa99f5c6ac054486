"""How far the actors are from a common vision, and how many groups could live with the middle.

Groups are trades and kinds of bodies; the middle is the mean of the groups' visions, each with one
voice. Yearly: visions move slowly.

Shapes: G groups, V values.
Source: concepts S76, S83, S87.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from simulation.accompaniment.negotiating import Negotiating
from simulation.declarations import Floats
from simulation.entities.bodies import Bodies
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.shared_vision import (
    acceptability,
    accepts,
    distance_of_means,
    group_means,
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
        visions, labels = _voices(firms, bodies, self._markets)
        if not len(visions):
            return
        means = group_means(visions, labels)
        accepting = accepts(visions, means.mean(axis=0), self._tolerance)
        self.distance = distance_of_means(means)
        self.acceptability, self.least = acceptability(accepting, labels)


@njit(cache=True)
def _voices(firms: Firms, bodies: Bodies, markets: Markets) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return the visions of living firms, then bodies (R, V), and the group of each (R)."""
    visions = np.empty((firms.rows + bodies.rows, firms.vision.shape[1]))
    labels = np.empty(len(visions), dtype=np.int64)
    trades = markets.family.max() + 1
    n = 0
    for i in range(firms.rows):
        if firms.alive[i]:
            visions[n] = firms.vision[i]
            labels[n] = markets.family[firms.product[i]]
            n += 1
    for b in range(bodies.rows):
        visions[n] = bodies.vision[b]
        labels[n] = trades + bodies.kind[b]
        n += 1
    return visions[:n], labels[:n]
