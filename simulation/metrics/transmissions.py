"""Firms that changed hands this month."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Transmissions"), unit="firms")
def transmissions(economy: EconomyTally) -> float:
    """Firms that changed hands this month."""
    return economy.transmissions
