"""Mean readiness of owners to take part in what is offered."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Motivation to take part"), unit="share", better=1, every=3)
def motivation(owners: OwnerTally) -> float:
    """Mean readiness of owners to take part in what is offered."""
    return owners.motivation
