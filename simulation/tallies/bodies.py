"""What bodies promised and gave, by scale; what they cover, twice or not at all; their pacts.

Shapes: B bodies, three scales. Source: concepts S54, S60, S62.
"""

from __future__ import annotations

import numpy as np

from simulation.declarations import Floats
from simulation.entities.bodies import Bodies, Scale
from simulation.entities.firms import Firms
from simulation.entities.markets import Markets
from simulation.instruments.missions import needs_of, overlap, uncovered
from simulation.tally import Tally


class BodyTally(Tally):
    """Bodies together."""

    def __init__(self, bodies: Bodies, firms: Firms, markets: Markets) -> None:
        """Look at bodies, and at what firms lack."""
        self._bodies, self._firms, self._markets = bodies, firms, markets
        self.engagement: Floats = np.zeros(len(Scale))
        self.delivered: Floats = np.zeros(len(Scale))
        self.legitimacy = self.pacts = self.overlap = self.uncovered = 0.0

    def take(self) -> None:
        """Add up the bodies of each scale."""
        bodies, firms = self._bodies, self._firms
        if not bodies.rows:
            return
        for scale in Scale:
            mine = bodies.scale == scale
            if mine.any():
                self.engagement[scale] = bodies.engagement[mine].mean()
                promised = float((bodies.pledged * bodies.hours)[mine].sum())
                given = float((bodies.delivered * bodies.hours)[mine].sum())
                self.delivered[scale] = min(1.0, given / promised) if promised else 0.0
        felt = bodies.legitimacy[:, firms.alive]
        self.legitimacy = float(felt.mean()) if felt.size else np.nan
        across = bodies.scale[:, None] != bodies.scale[None, :]
        possible = int(across.sum())
        self.pacts = float((bodies.pact_with & across).sum() / possible) if possible else 0.0
        self.overlap = overlap(bodies.mission, bodies.hours)
        needs = needs_of(firms.skills, firms.alive, self._markets.frontier)
        self.uncovered = uncovered(needs, bodies.mission, bodies.hours)
