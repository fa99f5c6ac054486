"""Mean belief of owners that what is tried will work."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Confidence"), unit="share", better=1, every=3)
def confidence(owners: OwnerTally) -> float:
    """Mean belief of owners that what is tried will work."""
    return owners.confidence
