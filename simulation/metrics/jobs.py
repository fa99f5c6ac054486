"""People at work in very small firms, owners included."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Jobs"), unit="persons", better=1)
def jobs(economy: EconomyTally) -> float:
    """People at work in very small firms, owners included."""
    return economy.jobs
