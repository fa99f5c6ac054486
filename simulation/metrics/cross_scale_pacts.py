"""Share of the pairs of bodies of different scales that have a standing pact."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Pacts across scales"), unit="share", better=1, every=12)
def cross_scale_pacts(bodies: BodyTally) -> float:
    """Share of the pairs of bodies of different scales that have a standing pact."""
    return bodies.pacts
