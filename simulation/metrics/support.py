"""Mean credit that owners give to those who accompany."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Support for those who accompany"), unit="share", better=1, every=3)
def support(owners: OwnerTally) -> float:
    """Mean credit that owners give to those who accompany."""
    return owners.support
