"""What the local bodies gave of late, as a share of the hours that they pledged."""

from simulation.declarations import metric
from simulation.entities.bodies import Scale
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Delivered of the pledges: local"), unit="share", better=1, every=12)
def delivered_local(bodies: BodyTally) -> float:
    """What the local bodies gave of late, as a share of the hours that they pledged."""
    return float(bodies.delivered[Scale.LOCAL])
