"""Mean unease of owners about the future (S24)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Worry"), unit="share", better=-1, every=3)
def worry(owners: OwnerTally) -> float:
    """Mean unease of owners about the future (S24)."""
    return owners.worry
