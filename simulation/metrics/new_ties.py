"""Ties made this month that still stand."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("New ties"), unit="ties per month")
def new_ties(ties: TieTally) -> float:
    """Ties made this month that still stand."""
    return ties.new
