"""What the programme has cost so far, hours included."""

from simulation.accompaniment.steering import Steering
from simulation.declarations import metric
from simulation.language import msg


@metric(label=msg("Money spent"), unit="month's wages")
def money_spent(steering: Steering) -> float:
    """What the programme has cost so far, hours included."""
    return steering.account.money
