"""Firms founded in the last twelve months, per firm."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Birth rate"), unit="share per year")
def birth_rate(economy: EconomyTally) -> float:
    """Firms founded in the last twelve months, per firm."""
    return economy.yearly(economy.born_in_year)
