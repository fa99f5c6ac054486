"""Mean age of the owners."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Owners' age"), unit="years")
def owner_age(economy: EconomyTally) -> float:
    """Mean age of the owners."""
    return economy.owner_age
