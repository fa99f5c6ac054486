"""Mean strength of contacts outside the territory (S44)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Contacts outside"), unit="share", every=3)
def outside_contacts(owners: OwnerTally) -> float:
    """Mean strength of contacts outside the territory (S44)."""
    return owners.outside
