"""Mean number of ties of a firm."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Ties"), unit="ties per firm")
def mean_ties(ties: TieTally) -> float:
    """Mean number of ties of a firm."""
    return ties.mean
