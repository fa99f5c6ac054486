"""Strength of the signals of a coming change."""

from simulation.declarations import metric
from simulation.entities.community import Surroundings
from simulation.language import msg


@metric(label=msg("Signals"), unit="share")
def signal(surroundings: Surroundings) -> float:
    """Strength of the signals of a coming change."""
    return float(surroundings.signal[0])
