"""Number of innovative networks that have members now."""

from simulation.declarations import metric
from simulation.entities.networks import Networks
from simulation.language import msg


@metric(label=msg("Innovative networks"), unit="networks", better=1)
def networks(all_networks: Networks) -> float:
    """Number of innovative networks recognised now."""
    return float(all_networks.alive.sum())
