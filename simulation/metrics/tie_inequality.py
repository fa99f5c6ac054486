"""Gini coefficient of the number of ties of a firm."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Inequality of ties"), unit="index")
def tie_inequality(ties: TieTally) -> float:
    """Gini coefficient of the number of ties of a firm."""
    return ties.inequality
