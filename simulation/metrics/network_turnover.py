"""Share of a network's founding firms that have left, mean over networks (S14)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Founders gone"), unit="share", every=3)
def network_turnover(networks: NetworkTally) -> float:
    """Share of a network's founding firms that have left, mean over networks (S14)."""
    return networks.turnover
