"""Share of firms that belong to an innovative network."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Firms in networks"), unit="share", better=1)
def networked_firms(economy: EconomyTally) -> float:
    """Share of firms that belong to an innovative network."""
    return economy.in_networks
