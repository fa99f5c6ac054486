"""Share of members of a network that belong to another one too."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Firms in several networks"), unit="share", every=3)
def interlocks(networks: NetworkTally) -> float:
    """Share of members of a network that belong to another one too."""
    return networks.shared
