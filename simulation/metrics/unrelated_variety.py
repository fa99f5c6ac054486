"""Entropy of jobs between trades."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Unrelated variety"), unit="bits", every=3)
def unrelated_variety(variety: VarietyTally) -> float:
    """Entropy of jobs between trades."""
    return variety.unrelated
