"""Share of the firms of the last year that sell where an agency lists room for new firms (S85)."""

import numpy as np

from simulation.clock import Clock
from simulation.declarations import metric
from simulation.entities.firms import Firms
from simulation.entities.markets import LISTED, Markets
from simulation.language import msg


@metric(label=msg("New firms in listed openings"), unit="share", every=12)
def entries_listed(firms: Firms, markets: Markets, clock: Clock) -> float:
    """Share of the firms of the last year that sell where an agency lists room for new firms."""
    young = np.flatnonzero(firms.alive & (firms.founded > clock.month - 12))
    if young.size == 0:
        return float("nan")
    return float((markets.listed[firms.product[young], firms.market[young]] >= LISTED).mean())
