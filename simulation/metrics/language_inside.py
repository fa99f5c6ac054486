"""Closeness of language between members of one network (S04)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Language inside networks"), unit="share", every=3)
def language_inside(networks: NetworkTally) -> float:
    """Closeness of language between members of one network (S04)."""
    return networks.inside
