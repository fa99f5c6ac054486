"""How much of the skills that are already here is put to use, alone or by partners.

A skill is in use in a firm where the firm's own activity asks for it, or where a trusted partner's
does and the firm knows more of it than the partner. Weights are levels. Half-yearly.

Shapes: F firms, K skills, D places for ties.
Source: concepts S69.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.entities.firms import Firms
from simulation.entities.joint_work import Relations
from simulation.entities.markets import Markets
from simulation.entities.ties import Ties
from simulation.tally import Tally


class UseTally(Tally):
    """Use rate of existing skills."""

    def __init__(self, firms: Firms, ties: Ties, markets: Markets, relations: Relations) -> None:
        """Look at what firms can do and what is asked."""
        self._firms, self._ties, self._markets = firms, ties, markets
        self._relations = relations
        self.rate = 0.0

    def take(self) -> None:
        """Go through the firms and their trusted partners."""
        firms, ties = self._firms, self._ties
        self.rate = _used(firms, ties, self._markets, self._relations.trusted_from)


@njit(cache=True)
def _used(firms: Firms, ties: Ties, markets: Markets, trusted_from: float) -> float:
    kinds = firms.skills.shape[1]
    asked_from = 1.0 / kinds
    held, used = 0.0, 0.0
    asks = np.empty(firms.skills.shape, dtype=np.bool_)
    for i in range(firms.rows):
        p, t, m = firms.product[i], firms.technology[i], firms.market[i]
        for k in range(kinds):
            asks[i, k] = markets.need[p, t, m, k] >= asked_from
    asked = np.empty(kinds, dtype=np.bool_)
    for i in range(firms.rows):
        if not firms.alive[i]:
            continue
        asked[:] = asks[i]
        for d in range(ties.neighbour.shape[1]):
            j = ties.neighbour[i, d]
            if j < 0 or ties.trust[i, d] < trusted_from:
                continue
            if ties.trust[j, ties.mirror[i, d]] < trusted_from:
                continue
            for k in range(kinds):
                asked[k] |= asks[j, k] & (firms.skills[i, k] > firms.skills[j, k])
        for k in range(kinds):
            held += firms.skills[i, k]
            if asked[k]:
                used += firms.skills[i, k]
    return used / held if held > 0.0 else 0.0
