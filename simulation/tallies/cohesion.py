"""How the relations hang together: giant component, bridges, structural holes.

Shapes: F firms, D places for ties.
Source: facts part 3; concept S43 (places matter only through relations).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations, works_jointly
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
        self.giant, self.across_places = _look(self._firms, ties, relations, self._near)


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
    firms: Firms, ties: Ties, relations: Relations, nearby: Neighbourhoods
) -> tuple[float, float]:
    n, halves, across = 0, 0, 0
    strong = np.zeros(ties.neighbour.shape, dtype=np.bool_)
    where = np.empty(firms.rows, dtype=np.int32)
    for i in range(firms.rows):
        n += firms.alive[i]
        where[i] = square(firms.place, i, nearby.side)
    for i in range(firms.rows):
        for d in range(ties.neighbour.shape[1]):
            j = ties.neighbour[i, d]
            if j < 0:
                continue
            halves += 1
            across += where[i] != where[j]
            e = ties.mirror[i, d]
            if i < j and ties.trust[i, d] >= relations.trusted_from:  # first, because it is cheap
                strong[i, d] = works_jointly(ties, relations, i, d)
                strong[j, e] = strong[i, d]
    giant = biggest_component(ties.neighbour, strong) / max(1, n)
    return giant, across / halves if halves else np.nan
