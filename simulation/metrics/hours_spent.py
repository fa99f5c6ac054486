"""Hours of work that the programme has cost so far."""

from simulation.accompaniment.steering import Steering
from simulation.declarations import metric
from simulation.language import msg


@metric(label=msg("Hours spent"), unit="hours")
def hours_spent(steering: Steering) -> float:
    """Hours of work that the programme has cost so far."""
    return steering.account.hours
