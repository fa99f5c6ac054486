"""Share of firms that believe in a decline that is not coming (S67)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("False alarms"), unit="share", better=-1, every=3)
def false_alarms(owners: OwnerTally) -> float:
    """Share of firms that believe in a decline that is not coming (S67)."""
    return owners.alarmed
