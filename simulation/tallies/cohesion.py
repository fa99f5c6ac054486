"""How the relations hang together: giant component, bridges, structural holes.

Shapes: F firms, D places for ties.
Source: facts part 3; concept S43 (places matter only through relations).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.declarations import Bytes, Flags, Floats, Integers, Shorts
from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, bears_joint_work
from simulation.entities.neighbourhoods import Neighbourhoods, square
from simulation.entities.ties import Ties
from simulation.instruments.cohesion import biggest_component, closure_and_constraint
from simulation.tally import Tally


class CohesionTally(Tally):
    """What cannot be seen tie by tie."""

    def __init__(
        self, firms: Firms, ties: Ties, relations: Relations, near: Neighbourhoods
    ) -> None:
        """Look at the ties, and at the grid of neighbourhoods."""
        self._firms, self._ties, self._relations, self._near = firms, ties, relations, near
        self.giant = self.across_places = 0.0

    def take(self) -> None:
        """Go through the graph of all ties and that of the strong ones."""
        ties, relations = self._ties, self._relations
        self.giant, self.across_places = _look(
            self._firms.alive,
            self._firms.place,
            self._near.side,
            ties.neighbour,
            ties.mirror,
            ties.trust,
            ties.respect,
            ties.history,
            relations.trusted_from,
            relations.respect_needed,
            relations.history_needed,
        )


class ClosureTally(Tally):
    """Closed triangles and structural holes: the dearest to count, so once a year."""

    def __init__(self, ties: Ties) -> None:
        """Look at the ties."""
        self._ties = ties
        self.closed = self.constraint = 0.0

    def take(self) -> None:
        """Go through the partners of partners."""
        ties = self._ties
        self.closed, self.constraint = closure_and_constraint(
            ties.neighbour, ties.mirror, ties.trust
        )


@njit(cache=True)
def _look(
    alive: Flags,
    place: Floats,
    side: int,
    neighbour: Integers,
    mirror: Bytes,
    trust: Floats,
    respect: Floats,
    history: Shorts,
    trusted_from: float,
    respect_needed: float,
    history_needed: int,
) -> tuple[float, float]:
    n, ties, across = 0, 0, 0
    strong = np.zeros(neighbour.shape, dtype=np.bool_)
    where = np.empty(len(alive), dtype=np.int32)
    for i in range(len(alive)):
        n += alive[i]
        where[i] = square(place, i, side)
    for i in range(len(alive)):
        for d in range(neighbour.shape[1]):
            j = neighbour[i, d]
            if j < 0:
                continue
            ties += 1
            across += where[i] != where[j]
            e = mirror[i, d]
            if i < j and trust[i, d] >= trusted_from:  # asked first because it is cheap
                strong[i, d] = bears_joint_work(
                    trust[i, d],
                    trust[j, e],
                    respect[i, d],
                    respect[j, e],
                    history[i, d],
                    trusted_from,
                    respect_needed,
                    history_needed,
                )
                strong[j, e] = strong[i, d]
    giant = biggest_component(neighbour, strong) / max(1, n)
    return giant, across / ties if ties else np.nan
