"""Agreement with founding principles, norms and quality, mean over members (S14)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Identity of networks"), unit="share", better=1, every=3)
def network_identity(networks: NetworkTally) -> float:
    """Agreement with founding principles, norms and quality, mean over members (S14)."""
    return networks.identity
