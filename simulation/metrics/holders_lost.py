"""Share of the holders of each product's craft at the start that is missing now."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Holders of know-how lost"), unit="share", better=-1, every=3)
def holders_lost(variety: VarietyTally) -> float:
    """Share of the holders of each product's craft at the start that is missing now."""
    return variety.lost_holders
