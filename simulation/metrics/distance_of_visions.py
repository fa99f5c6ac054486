"""Mean distance between the visions of trades and kinds of bodies."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.visions import VisionTally


@metric(label=msg("Distance of visions"), unit="position", better=-1, every=12)
def distance_of_visions(visions: VisionTally) -> float:
    """Mean distance between the visions of trades and kinds of bodies."""
    return visions.distance
