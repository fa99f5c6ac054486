"""Weight of the months of exchange inside networks: half at five years."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Fabric: history"), unit="share", better=1, every=3)
def fabric_history(networks: NetworkTally) -> float:
    """Weight of the months of exchange inside networks: half at five years."""
    return networks.history_part
