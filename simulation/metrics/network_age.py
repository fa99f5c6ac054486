"""Mean time since a network was first recognised."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Age of networks"), unit="years", every=3)
def network_age(networks: NetworkTally) -> float:
    """Mean time since a network was first recognised."""
    return networks.age
