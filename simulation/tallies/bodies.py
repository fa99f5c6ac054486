"""What bodies promised and gave, by scale; what they cover, twice or not at all; their pacts.

Shapes: B bodies, three scales. Source: concepts S54, S60, S62.
"""

from __future__ import annotations

import numpy as np
from numba import njit

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
        self.pacts, self.legitimacy = _together(bodies, firms, self.engagement, self.delivered)
        self.overlap = overlap(bodies.mission, bodies.hours)
        needs = needs_of(firms.skills, firms.alive, self._markets.frontier)
        self.uncovered = uncovered(needs, bodies.mission, bodies.hours)


@njit(cache=True)
def _together(
    bodies: Bodies, firms: Firms, mean_engagement: Floats, share_delivered: Floats
) -> tuple[float, float]:
    """Fill in means by scale; return the share of possible pacts that stand, and acceptance."""
    possible, standing, accepted, pairs = 0, 0, 0.0, 0
    for s in range(len(mean_engagement)):
        here, engaged, promised, given = 0, 0.0, 0.0, 0.0
        for b in range(bodies.rows):
            if bodies.scale[b] == s:
                here += 1
                engaged += bodies.engagement[b]
                promised += bodies.pledged[b] * bodies.hours[b]
                given += bodies.delivered[b] * bodies.hours[b]
        if here:
            mean_engagement[s] = engaged / here
            share_delivered[s] = min(1.0, given / promised) if promised > 0.0 else 0.0
    for b in range(bodies.rows):
        for other in range(bodies.rows):
            if bodies.scale[b] != bodies.scale[other]:
                possible += 1
                standing += bodies.pact_with[b, other]
        for i in range(firms.rows):
            if firms.alive[i]:
                pairs += 1
                accepted += bodies.legitimacy[b, i]
    return standing / max(1, possible), accepted / pairs if pairs else np.nan
