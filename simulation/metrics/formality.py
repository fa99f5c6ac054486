"""Mean share of its activity that a firm declares."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.economy import EconomyTally


@metric(label=msg("Formality"), unit="share", better=1)
def formality(economy: EconomyTally) -> float:
    """Mean share of its activity that a firm declares."""
    return economy.formality
