"""Share of networks that have a member in common with another one."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Fabric: interlocks"), unit="share", better=1, every=3)
def fabric_interlocks(networks: NetworkTally) -> float:
    """Share of networks that have a member in common with another one."""
    return networks.linked
