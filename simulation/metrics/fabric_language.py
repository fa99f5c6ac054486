"""Closeness of language between networks: 0 as by chance, 1 the same."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Fabric: common language"), unit="share", better=1, every=3)
def fabric_language(networks: NetworkTally) -> float:
    """Closeness of language between networks: 0 as by chance, 1 the same."""
    return networks.language_part
