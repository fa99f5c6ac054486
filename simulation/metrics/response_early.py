"""Share of exposed firms that sold elsewhere before the threat struck; undefined without."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.leaving import LeavingTally


@metric(label=msg("Left before the threat"), unit="share", better=1, every=3)
def response_early(leaving: LeavingTally) -> float:
    """Share of exposed firms that sold elsewhere before the threat struck; undefined without."""
    return leaving.early
