"""Places and works that carry the common history."""

from simulation.declarations import metric
from simulation.entities.community import Surroundings
from simulation.language import msg


@metric(label=msg("Heritage"), unit="share", better=1)
def heritage(surroundings: Surroundings) -> float:
    """Places and works that carry the common history."""
    return float(surroundings.heritage[0])
