"""Mean number of firms of an innovative network."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Size of networks"), unit="firms", every=3)
def network_size(networks: NetworkTally) -> float:
    """Mean number of firms of an innovative network."""
    return networks.size
