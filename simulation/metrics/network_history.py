"""Months of exchange on the ties of a network, mean over members (S11)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("History of networks"), unit="months", every=3)
def network_history(networks: NetworkTally) -> float:
    """Months of exchange on the ties of a network, mean over members (S11)."""
    return networks.history
