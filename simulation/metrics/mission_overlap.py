"""Share of bodies' hours given to what another body gives more to."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Overlap of missions"), unit="share", better=-1, every=12)
def mission_overlap(bodies: BodyTally) -> float:
    """Share of bodies' hours given to what another body gives more to."""
    return bodies.overlap
