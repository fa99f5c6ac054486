"""Number of innovative networks that firms belong to now."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Innovative networks"), unit="networks", better=1, every=3)
def networks(networks: NetworkTally) -> float:
    """Number of innovative networks that firms belong to now."""
    return networks.count
