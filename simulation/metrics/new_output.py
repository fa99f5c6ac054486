"""Share of sales in products that nobody made here at the start of the story."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.variety import VarietyTally


@metric(label=msg("New products"), unit="share", better=1, every=3)
def new_output(variety: VarietyTally) -> float:
    """Share of sales in products that nobody made here at the start of the story."""
    return variety.new_output
