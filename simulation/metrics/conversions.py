"""Firms that changed product, technology or market this month (S42)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Changes of activity"), unit="firms")
def conversions(economy: EconomyTally) -> float:
    """Firms that changed product, technology or market this month (S42)."""
    return economy.conversions
