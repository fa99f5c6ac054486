"""Closeness of language between members of different networks (S04)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Language between networks"), unit="share", every=3)
def language_between(networks: NetworkTally) -> float:
    """Closeness of language between members of different networks (S04)."""
    return networks.between
