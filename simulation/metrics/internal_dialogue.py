"""Mean share of what the owner learns that becomes practice."""

from simulation.declarations import metric
from simulation.language import msg
from simulation.tallies.owners import OwnerTally


@metric(label=msg("Dialogue inside firms"), unit="share", better=1, every=3)
def internal_dialogue(owners: OwnerTally) -> float:
    """Mean share of what the owner learns that becomes practice."""
    return owners.dialogue
