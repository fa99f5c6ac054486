"""One minus the cosine of jobs by product now and at the start of the story."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Re-orientation"), unit="share", every=3)
def reorientation(variety: VarietyTally) -> float:
    """One minus the cosine of jobs by product now and at the start of the story."""
    return variety.reorientation
