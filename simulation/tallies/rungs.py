"""On which rung the common ways of working stand: habit, norm, tradition, rule. Quarterly.

Shapes: P products, T technologies. Source: concepts S72.
"""

from __future__ import annotations

from numba import njit

from simulation.declarations import Bytes, Floats
from simulation.entities.community import Routines
from simulation.tallies.economy import EconomyTally
from simulation.tally import Tally


class RungTally(Tally):
    """The highest rung of each product made here, and how many products have reached each."""

    def __init__(self, routines: Routines, economy: EconomyTally) -> None:
        """Look at the routines of the products that somebody makes."""
        self._routines, self._economy = routines, economy
        self.highest = self.norms = self.traditions = self.rules = 0.0

    def take(self) -> None:
        """Go through the products."""
        self.highest, self.norms, self.traditions, self.rules = _climbed(
            self._routines.rung, self._economy.jobs_by_product
        )


@njit(cache=True)
def _climbed(rung: Bytes, jobs: Floats) -> tuple[float, float, float, float]:
    highest, made, norms, traditions, rules = 0, 0, 0, 0, 0
    for p in range(len(jobs)):
        if jobs[p] == 0.0:
            continue
        made += 1
        top = rung[p].max()
        highest = max(highest, top)
        norms += top >= 1
        traditions += top >= 2
        rules += top >= 3
    n = max(1, made)
    return float(highest), norms / n, traditions / n, rules / n
