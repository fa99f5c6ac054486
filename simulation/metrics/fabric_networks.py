"""Share of firms in networks, times the chance that two members differ in network."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Fabric: several networks"), unit="share", better=1, every=3)
def fabric_networks(networks: NetworkTally) -> float:
    """Share of firms in networks, times the chance that two members differ in network."""
    return networks.several_part
