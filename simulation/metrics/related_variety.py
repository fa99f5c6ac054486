"""Entropy of jobs between the products of a trade, mean over trades."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Related variety"), unit="bits", every=3)
def related_variety(variety: VarietyTally) -> float:
    """Entropy of jobs between the products of a trade, mean over trades."""
    return variety.related
