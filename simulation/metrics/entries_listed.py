"""Share of the firms of the last year that sell where an agency lists room for new firms (S85)."""

import numpy as np
from numba import njit

from simulation.clock import Clock
from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.entities.markets import LISTED, Markets
from simulation.language import msg


@metric(label=msg("New firms in listed openings"), unit="share", every=12)
def entries_listed(firms: Firms, markets: Markets, clock: Clock) -> float:
    """Share of the firms of the last year that sell where an agency lists room for new firms."""
    return _listed(firms, markets, clock.month)


@njit(cache=True)
def _listed(firms: Firms, markets: Markets, month: int) -> float:
    young, there = 0, 0
    for i in range(firms.rows):
        if firms.alive[i] and firms.founded[i] > month - 12:
            young += 1
            there += markets.listed[firms.product[i], firms.market[i]] >= LISTED
    return there / young if young else np.nan
