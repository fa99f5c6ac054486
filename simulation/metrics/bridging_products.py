"""Share of ties between firms of different products."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Ties across products"), unit="share")
def bridging_products(ties: TieTally) -> float:
    """Share of ties between firms of different products."""
    return ties.across_products
