"""Share of all market segments in which an agency lists room for new firms (S85)."""

from simulation.declarations import metric
from simulation.entities.markets import LISTED, Markets
from simulation.language import msg


@metric(label=msg("Listed openings"), unit="share", every=12)
def listed_openings(markets: Markets) -> float:
    """Share of all market segments in which an agency lists room for new firms (S85)."""
    return float((markets.listed >= LISTED).mean())
