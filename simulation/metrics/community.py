"""Whether the place passes the test of a local community: 1 or 0 (S39)."""

from simulation.declarations import metric
from simulation.instruments.community_test import community_test
from simulation.language import msg
from simulation.tallies.networks import NetworkTally


@metric(label=msg("Local community"), unit="yes or no", better=1, every=3)
def community(networks: NetworkTally) -> float:
    """Whether the place passes the test of a local community: 1 or 0 (S39)."""
    verdict = community_test(
        networks.count, networks.linked, networks.language_part, networks.history
    )
    return float(verdict.passed)
