"""Mean readiness of owners for the new and the foreign."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Openness"), unit="share", every=3)
def openness(owners: OwnerTally) -> float:
    """Mean readiness of owners for the new and the foreign."""
    return owners.openness
