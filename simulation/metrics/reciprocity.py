"""Share of trust given that is returned: both sides trust, of those where one does."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.ties import TieTally


@metric(label=msg("Reciprocity"), unit="share", better=1)
def reciprocity(ties: TieTally) -> float:
    """Share of trust given that is returned: both sides trust, of those where one does."""
    return ties.reciprocity
