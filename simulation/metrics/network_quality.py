"""Success of the networks' innovations, smoothed, mean over members (S17)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Technical quality of networks"), unit="share", better=1, every=3)
def network_quality(networks: NetworkTally) -> float:
    """Success of the networks' innovations, smoothed, mean over members (S17)."""
    return networks.quality
