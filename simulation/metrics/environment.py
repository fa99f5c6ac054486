"""Quality of the environment."""

from simulation.declarations import metric
from simulation.entities.community import Surroundings
from simulation.language import msg


@metric(label=msg("Environment"), unit="share", better=1)
def environment(surroundings: Surroundings) -> float:
    """Quality of the environment."""
    return float(surroundings.environment[0])
