"""Share of exposed firms that by now sell elsewhere; undefined without a threat."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.leaving import LeavingTally


@metric(label=msg("Left the threatened segments"), unit="share", better=1, every=3)
def response_left(leaving: LeavingTally) -> float:
    """Share of exposed firms that by now sell elsewhere; undefined without a threat."""
    return leaving.left
