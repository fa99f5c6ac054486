"""How jobs and sales spread over products and trades, now and since the story began.

Entropy in bits, with trades g and products i: total = sum p_i log2(1/p_i) = unrelated variety
(between trades) + related variety (inside them, weighted): an exact identity.

Shapes: P products, each of one trade (family).
Source: frenken2007 (related and unrelated variety); facts part 3 (HHI, re-orientation).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import Floats, Integers
from simulation.entities.markets import Markets
from simulation.tallies.economy import EconomyTally
from simulation.tally import Tally


class VarietyTally(Tally):
    """Concentration, variety and movement of what is made here."""

    def __init__(self, economy: EconomyTally, markets: Markets, clock: Clock) -> None:
        """Keep what was made here at the start: of the run, then of the story (month 0)."""
        self._economy, self._markets, self._clock = economy, markets, clock
        self._start: Floats = markets.workers_at_start.copy()
        self._holders: Integers = markets.holders.copy()
        self.concentration = self.unrelated = self.related = self.reorientation = 0.0
        self.new_output = self.lost_products = self.lost_holders = 0.0

    def take(self) -> None:
        """Compare jobs, sales and holders of know-how by product."""
        if self._clock.month <= 0:
            self._start[:] = self._economy.jobs_by_product
            self._holders[:] = self._markets.holders
        self.concentration, self.unrelated, self.related = spread_over_trades(
            self._economy.jobs_by_product, self._markets.family
        )
        self.reorientation, self.new_output, self.lost_products, self.lost_holders = _moved(
            self._economy.jobs_by_product,
            self._start,
            self._economy.sales_by_product,
            self._markets.holders,
            self._holders,
        )


@njit(cache=True)
def spread_over_trades(jobs: Floats, family: Integers) -> tuple[float, float, float]:
    """Return Herfindahl's index (0 to 1), unrelated and related variety (bits) of jobs (P)."""
    total = jobs.sum()
    if total <= 0.0:
        return np.nan, np.nan, np.nan
    of_trade = np.zeros(family.max() + 1)
    concentration, entropy, unrelated = 0.0, 0.0, 0.0
    for p in range(len(jobs)):
        share = jobs[p] / total
        concentration += share * share
        of_trade[family[p]] += share
        if share > 0.0:
            entropy -= share * np.log2(share)
    for share in of_trade:
        if share > 0.0:
            unrelated -= share * np.log2(share)
    return concentration, unrelated, entropy - unrelated


@njit(cache=True)
def _moved(
    jobs: Floats, start: Floats, sales: Floats, holders: Integers, holders_then: Integers
) -> tuple[float, float, float, float]:
    both, now, then, new, sold = 0.0, 0.0, 0.0, 0.0, 0.0
    lost, left, had = 0.0, 0, 0
    for p in range(len(jobs)):
        both += jobs[p] * start[p]
        now += jobs[p] * jobs[p]
        then += start[p] * start[p]
        sold += sales[p]
        if start[p] == 0.0:
            new += sales[p]
        if holders_then[p] > 0:
            lost += holders[p] == 0
            left += min(holders[p], holders_then[p])
            had += holders_then[p]
    turned = 1.0 - both / np.sqrt(now * then) if now > 0.0 and then > 0.0 else np.nan
    return (
        turned if np.isnan(turned) else max(0.0, turned),
        new / sold if sold > 0.0 else 0.0,
        lost,
        1.0 - left / had if had else 0.0,
    )
