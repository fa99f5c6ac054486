"""Mean acceptance of the bodies by the firms."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.bodies import BodyTally


@metric(label=msg("Legitimacy of bodies"), unit="share", better=1, every=12)
def legitimacy(bodies: BodyTally) -> float:
    """Mean acceptance of the bodies by the firms."""
    return bodies.legitimacy
