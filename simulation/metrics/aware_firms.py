"""Share of firms that see enough of a coming change to speak of it."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Firms that see it coming"), unit="share", better=1, every=3)
def aware_firms(owners: OwnerTally) -> float:
    """Share of firms that see enough of a coming change to speak of it."""
    return owners.aware
