"""Knowledge that belongs to no member, mean over networks (S06)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Collective knowledge"), unit="level", better=1, every=3)
def collective_stock(networks: NetworkTally) -> float:
    """Knowledge that belongs to no member, mean over networks (S06)."""
    return networks.stock
