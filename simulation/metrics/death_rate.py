"""Firms closed in the last twelve months, per firm."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Death rate"), unit="share per year", better=-1)
def death_rate(economy: EconomyTally) -> float:
    """Firms closed in the last twelve months, per firm."""
    return economy.yearly(economy.died_in_year)
