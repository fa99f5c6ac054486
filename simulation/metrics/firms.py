"""Number of very small firms that live."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Firms"), unit="firms", better=1)
def firms(economy: EconomyTally) -> float:
    """Number of very small firms that live."""
    return economy.firms
