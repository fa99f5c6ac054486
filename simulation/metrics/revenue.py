"""Sales of all firms this month."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Sales"), unit="month's wages", better=1)
def revenue(economy: EconomyTally) -> float:
    """Sales of all firms this month."""
    return economy.sales
