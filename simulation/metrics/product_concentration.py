"""Herfindahl index of jobs by product: 1 where all make the same (S32)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Concentration on few products"), unit="index", every=3)
def product_concentration(variety: VarietyTally) -> float:
    """Herfindahl index of jobs by product: 1 where all make the same (S32)."""
    return variety.concentration
