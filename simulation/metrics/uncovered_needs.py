"""Share of what firms lack that the hours of the bodies do not follow."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Uncovered needs"), unit="share", better=-1, every=12)
def uncovered_needs(bodies: BodyTally) -> float:
    """Share of what firms lack that the hours of the bodies do not follow."""
    return bodies.uncovered
