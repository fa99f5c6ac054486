"""Agreement of mean principles and language with those of the start (S23)."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Identity of the territory"), unit="share", every=3)
def territorial_identity(owners: OwnerTally) -> float:
    """Agreement of mean principles and language with those of the start (S23)."""
    return owners.identity
