"""Firms closed this month, whatever the cause."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Deaths"), unit="firms")
def deaths(economy: EconomyTally) -> float:
    """Firms closed this month, whatever the cause."""
    return economy.deaths
