"""Mean strength of the firms' routines."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Habits"), unit="share", every=3)
def habits(owners: OwnerTally) -> float:
    """Mean strength of the firms' routines."""
    return owners.habits
