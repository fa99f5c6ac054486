"""Strong, even ties that serve several purposes, per firm (S12)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Relational capital"), unit="ties per firm", better=1)
def relational_capital(ties: TieTally) -> float:
    """Strong, even ties that serve several purposes, per firm (S12)."""
    return ties.capital
