"""Mean engagement of the local bodies: how far they keep their promises."""

from simulation.declarations import metric
from simulation.entities.bodies import Scale
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Engagement of local bodies"), unit="share", better=1, every=12)
def engagement_local(bodies: BodyTally) -> float:
    """Mean engagement of the local bodies: how far they keep their promises."""
    return float(bodies.engagement[Scale.LOCAL])
