"""Products whose craft somebody mastered at the start and nobody does now (S31)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("Know-how lost"), unit="products", better=-1, every=3)
def know_how_lost(variety: VarietyTally) -> float:
    """Products whose craft somebody mastered at the start and nobody does now (S31)."""
    return variety.lost_products
