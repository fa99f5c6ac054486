"""Geometric mean of the four parts of the fabric: networks, interlocks, language, history (S40)."""

from simulation.declarations import metric
from simulation.instruments.community_test import fabric_index as combined
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Fabric of networks"), unit="index", better=1, every=3)
def fabric_index(networks: NetworkTally) -> float:
    """Geometric mean of the four parts of the fabric: networks, interlocks, language, history."""
    return combined(
        networks.several_part, networks.linked, networks.language_part, networks.history_part
    )
