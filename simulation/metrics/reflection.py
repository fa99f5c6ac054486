"""Mean habit of thinking over what one does."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Habit of reflection"), unit="share", better=1, every=3)
def reflection(owners: OwnerTally) -> float:
    """Mean habit of thinking over what one does."""
    return owners.reflection
