"""Mean share of a coming change that owners see."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Awareness of what is coming"), unit="share", better=1, every=3)
def awareness(owners: OwnerTally) -> float:
    """Mean share of a coming change that owners see."""
    return owners.awareness
