"""Firms founded this month."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Births"), unit="firms")
def births(economy: EconomyTally) -> float:
    """Firms founded this month."""
    return economy.births
